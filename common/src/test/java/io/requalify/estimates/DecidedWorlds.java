package io.requalify.estimates;

import io.requalify.rules.ManualVersion;
import io.requalify.tables.Review;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Labelled episodes of made worlds in which everything occurs that is counted apart. */
final class DecidedWorlds {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private DecidedWorlds() {}

  /**
   * Contacts of shared accounts, several cycles, every route, some not due, some without account.
   */
  static List<LabelledRow> world() {
    List<LabelledRow> rows = replayed();
    rows.addAll(byHand(rows));
    return rows;
  }

  /**
   * Some contacts of the others were qualified by hand too, at their entry, by the same decision or
   * by another; and some whom nothing else qualifies. Most were worked, and some by another route.
   */
  private static List<LabelledRow> byHand(List<LabelledRow> others) {
    SplittableRandom random = new SplittableRandom(12);
    Map<String, LabelledRow> contacts = new TreeMap<>();
    others.stream()
        .filter(row -> row.cycle() == 1)
        .forEach(row -> contacts.putIfAbsent(row.contact() + row.outcome(), row));
    List<LabelledRow> rows = new ArrayList<>();
    for (LabelledRow other : contacts.values()) {
      boolean isKnown = random.nextInt(4) > 0;
      Instant at =
          random.nextInt(3) == 0
              ? other.entryAt()
              : FROM.plus(Duration.ofHours(random.nextInt(149 * 24)));
      boolean worked = random.nextInt(5) > 0;
      rows.add(
          new LabelledRow(
              ManualVersion.NAME,
              isKnown ? other.contact() : "picked-" + other.contact(),
              1,
              other.outcome(),
              other.account(),
              other.channel(),
              Review.NO_SEGMENT,
              at,
              null,
              random.nextInt(5) == 0 && other.routedAt() != null ? other.routedAt() : at,
              random.nextInt(9) == 0 ? "rule" : "manual",
              null,
              worked,
              worked ? random.nextInt(2) > 0 ? "converted" : "not_converted" : "unobserved"));
    }
    return rows;
  }

  private static List<LabelledRow> replayed() {
    SplittableRandom random = new SplittableRandom(11);
    SplittableRandom purse = new SplittableRandom(12);
    List<LabelledRow> rows = new ArrayList<>();
    String[] routes = {"rule", "exploration", "hand_raise", "manual", null};
    String[] channels = {"search", "social", "unknown", null};
    for (int contact = 0; contact < 400; contact++) {
      String account = contact % 5 == 0 ? null : "account-" + contact / 3;
      String channel = channels[random.nextInt(4)];
      String segment = random.nextInt(3) == 0 ? "enterprise" : "default";
      Double shortfall = random.nextInt(3) == 0 ? 4.0 : (Double) (random.nextInt(60) / 2.0);
      boolean isLive = false;
      Instant routedAt = FROM.plus(Duration.ofHours(random.nextInt(149 * 24)));
      for (String version : List.of("live", "early", "late", "strict")) {
        int episodes = random.nextInt(3);
        isLive |= version.equals("live") && episodes > 0;
        for (int cycle = 1; cycle <= episodes; cycle++) {
          String route = routes[random.nextInt(5)];
          boolean sameEntry = random.nextInt(4) == 0;
          Instant entry =
              sameEntry ? FROM.plusSeconds(contact) : FROM.plusSeconds(random.nextInt(12_000_000));
          Double propensity =
              "exploration".equals(route) && random.nextInt(8) > 0
                  ? (Double) (random.nextInt(9) == 0 ? 0.001 : 0.05 + random.nextDouble() * 0.9)
                  : null;
          // Nobody was drawn of those who lacked more than 20 points.
          if (!isLive && shortfall > 20 && "exploration".equals(route)) {
            route = "rule";
            propensity = null;
          }
          // Nobody at all was worked of those of one segment who lacked few.
          if (!isLive && shortfall <= 10 && segment.equals("enterprise")) {
            route = null;
            propensity = null;
          }
          boolean worked = route != null && random.nextInt(4) > 0;
          for (String outcome : List.of("accepted", "won")) {
            String state = worked ? random.nextInt(3) > 0 ? "converted" : "censored" : "unobserved";
            LabelledRow row =
                new LabelledRow(
                    version,
                    "contact-" + contact,
                    cycle,
                    outcome,
                    account,
                    channel,
                    segment,
                    entry,
                    isLive ? null : shortfall,
                    route == null ? null : routedAt,
                    route,
                    propensity,
                    worked,
                    state);
            rows.add(state.equals("converted") ? paid(row, purse) : row);
          }
        }
      }
    }
    return rows;
  }

  /** Money of two currencies, some of it lost, or not recorded at all. */
  private static LabelledRow paid(LabelledRow row, SplittableRandom purse) {
    BigDecimal amount = BigDecimal.valueOf(purse.nextLong(1, 90_000_000_000L), 2);
    BigDecimal margin = BigDecimal.valueOf(purse.nextLong(-50_000, 9_000_000), 2);
    return switch (purse.nextInt(6)) {
      case 0 -> row;
      case 1 -> row.with(amount, null, "EUR");
      case 2 -> row.with(amount, margin, "USD");
      default -> row.with(amount, margin, "EUR");
    };
  }

  /** A rule worked the swap-ins of the first 60 days, and the agreed converted better since. */
  static List<LabelledRow> changedWorld() {
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 300; contact++) {
      Instant entry = FROM.plus(Duration.ofHours(contact / 2 * 18L));
      boolean former = contact < 160;
      boolean agreed = contact % 2 == 0;
      boolean worked = agreed || former;
      boolean converts = contact / 2 % 10 < (former ? 3 : 7);
      String state = worked ? converts ? "converted" : "not_converted" : "unobserved";
      for (String version : agreed ? List.of("live", "early") : List.of("early")) {
        rows.add(
            new LabelledRow(
                version,
                "contact-" + contact,
                1,
                "accepted",
                "account-" + contact / 4,
                contact % 3 == 0 ? "search" : "social",
                "default",
                entry,
                agreed ? null : 15.0,
                worked ? entry : null,
                worked ? "rule" : null,
                null,
                worked,
                state));
      }
    }
    return rows;
  }
}
