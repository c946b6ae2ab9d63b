package io.requalify.simulation;

import java.util.List;
import java.util.Optional;

/**
 * Where a contact came from. Content syndication is the trap of the demo: its contacts download a
 * lot and buy little.
 */
enum Channel {
  ORGANIC_SEARCH("organic_search", "search", 0.20, 0.15, 1.0, 1.0, 18),
  PAID_SEARCH("paid_search", "search", 0.17, -0.05, 0.8, 1.0, 95),
  CONTENT_SYNDICATION("content_syndication", "partner", 0.18, -1.9, 4.0, 0.3, 42),
  WEBINAR("webinar", "event", 0.10, 0.0, 1.3, 0.8, 70),
  REFERRAL("referral", "word_of_mouth", 0.08, 0.55, 0.6, 1.2, 25),
  FREE_TRIAL("free_trial", "product", 0.12, 0.45, 0.5, 3.2, 30),
  SOCIAL("social", "social", 0.08, -0.4, 1.2, 0.7, 55),
  /** The source says nothing. */
  UNNAMED(null, null, 0.07, -0.1, 1.0, 1.0, 0);

  static final List<Channel> ALL = List.of(values());

  private final String label;
  private final String medium;
  private final double share;
  private final double quality;
  private final double content;
  private final double product;
  private final int costOfContact;

  Channel(
      String label,
      String medium,
      double share,
      double quality,
      double content,
      double product,
      int costOfContact) {
    this.label = label;
    this.medium = medium;
    this.share = share;
    this.quality = quality;
    this.content = content;
    this.product = product;
    this.costOfContact = costOfContact;
  }

  /** As the export names it; empty where it names none. */
  Optional<String> label() {
    return Optional.ofNullable(label);
  }

  Optional<String> medium() {
    return Optional.ofNullable(medium);
  }

  /** Share of the contacts. */
  double share() {
    return share;
  }

  /** Part of the logit of acceptance. */
  double quality() {
    return quality;
  }

  /** How much more its contacts download and click than others of the same interest. */
  double content() {
    return content;
  }

  /** How much more its contacts use the product than others of the same interest. */
  double product() {
    return product;
  }

  /** What one contact costs, in whole units of the currency. */
  int costOfContact() {
    return costOfContact;
  }
}
