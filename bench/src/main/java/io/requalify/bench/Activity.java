package io.requalify.bench;

import java.util.List;

/** What contacts of the made-up world do. Every version has a rule for each. */
enum Activity {
  PAGE_VIEW("page_view", "engagement", 45),
  EMAIL_CLICK("email_click", "engagement", 25),
  DOWNLOAD("download", "engagement", 12),
  PRICING_VIEW("pricing_view", "intent", 10),
  WEBINAR("webinar", "intent", 8);

  private final String type;
  private final String dimension;
  private final int percent;

  Activity(String type, String dimension, int percent) {
    this.type = type;
    this.dimension = dimension;
    this.percent = percent;
  }

  /** Type of the events. */
  String type() {
    return type;
  }

  /** Dimension that its points go to. */
  String dimension() {
    return dimension;
  }

  /** Share of all events, in percent; they add up to 100. */
  int percent() {
    return percent;
  }

  /** The dimensions of every version. */
  static List<String> dimensions() {
    return List.of("engagement", "intent");
  }
}
