package io.requalify.delays;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A contact of a test that some versions qualify and sales decided about at the same instant, with
 * only what the test speaks of to be said.
 */
record FollowedContact(
    String id,
    List<String> versions,
    String channel,
    String segment,
    Instant at,
    String route,
    boolean worked,
    List<Stage> stages) {

  /** A stage that it reached, and when that was known. */
  record Stage(
      String subject,
      String stage,
      Instant occurredAt,
      Instant knownAt,
      String amount,
      String currency) {}

  /** Worked by the rule. */
  static FollowedContact worked(String id, String at) {
    return new FollowedContact(
        id, List.of("live"), "search", "default", Instant.parse(at), "rule", true, List.of());
  }

  FollowedContact under(String... others) {
    return new FollowedContact(id, List.of(others), channel, segment, at, route, worked, stages);
  }

  FollowedContact of(String otherChannel, String otherSegment) {
    return new FollowedContact(id, versions, otherChannel, otherSegment, at, route, worked, stages);
  }

  FollowedContact by(String otherRoute) {
    return new FollowedContact(id, versions, channel, segment, at, otherRoute, worked, stages);
  }

  FollowedContact neverWorked() {
    return new FollowedContact(id, versions, channel, segment, at, route, false, stages);
  }

  FollowedContact then(String stage, Duration after) {
    return with(new Stage("deal of " + id, stage, at.plus(after), at.plus(after), null, null));
  }

  /** Reached before it was known. */
  FollowedContact then(String stage, Duration after, Duration knownAfter) {
    return with(new Stage("deal of " + id, stage, at.plus(after), at.plus(knownAfter), null, null));
  }

  FollowedContact won(Instant when, String amount, String currency) {
    return with(new Stage("deal of " + id, "won", when, when, amount, currency));
  }

  FollowedContact with(Stage stage) {
    List<Stage> more = new ArrayList<>(stages);
    more.add(stage);
    return new FollowedContact(id, versions, channel, segment, at, route, worked, more);
  }
}
