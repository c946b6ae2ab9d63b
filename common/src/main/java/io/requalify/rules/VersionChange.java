package io.requalify.rules;

import java.util.Optional;

/**
 * One difference in meaning between two versions.
 *
 * @param part what kind of thing differs
 * @param name name of the rule, segment and so on; empty for the version as a whole
 * @param trait what of it differs, such as points or half-life; empty where only one version has
 *     the part at all
 * @param before in words; none where the first version has nothing of the kind
 * @param after in words; none where the second version has nothing of the kind
 */
public record VersionChange(
    Part part, String name, String trait, Optional<String> before, Optional<String> after) {
  /** What kinds of things a version has, in the order in which they are told. */
  public enum Part {
    VERSION,
    SEGMENT,
    DIMENSION,
    GROUP,
    RULE,
    SUPPRESSION,
    ACCOUNT
  }
}
