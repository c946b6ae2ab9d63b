package io.requalify.reviews;

import java.util.List;

/**
 * One part of the page.
 *
 * @param id where the list of contents points to
 */
record Section(String id, String title, List<Block> blocks) {
  Section {
    blocks = List.copyOf(blocks);
  }
}
