package io.requalify.simulation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that a contact did.
 *
 * @param knownAt not before {@code occurredAt}; no two events of a contact become known at once
 * @param prop a further named value
 * @param suspect done by a scanner of mail
 */
record Event(
    String type,
    long occurredAt,
    long knownAt,
    Optional<String> asset,
    Optional<String> url,
    Optional<String> campaign,
    OptionalDouble value,
    Optional<Prop> prop,
    boolean suspect) {
  static final String PAGE_VIEW = "page_view";
  static final String DOWNLOAD = "download";
  static final String WEBINAR = "webinar";
  static final String DEMO_REQUEST = "demo_request";
  static final String EMAIL_OPEN = "email_open";
  static final String EMAIL_CLICK = "email_click";
  static final String PRODUCT_USE = "product_use";

  /** A further named value; neither text has a character that JSON would escape. */
  record Prop(String name, String value) {
    String json() {
      return "{\"%s\":\"%s\"}".formatted(name, value);
    }
  }

  /** By which way it came, as the export says. */
  Optional<String> channel() {
    return type.startsWith("email_") ? Optional.of("email") : Optional.of("web");
  }
}
