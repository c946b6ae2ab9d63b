package io.requalify.reviews;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made reviews with everything that a report can meet. */
final class ExampleReviews {
  static final String PRODUCTION = "2025-q1-baseline";
  static final String WORSE = "2025-q3-behaviour-first";
  static final String REFUSED = "2025-q3-lower-threshold";
  static final Map<String, Double> TRUTH = Map.of(PRODUCTION, 0.4430, WORSE, 0.4165);

  /** Would run if either the page or the data inside its scripts let it. */
  static final String HOSTILE = "<script>alert(1)</script>";

  private static final String[] CHANNELS = {
    "paid_search",
    "organic_search",
    "webinar",
    "referral",
    "events",
    "content_syndication",
    "(empty)",
    "unknown",
    "partner"
  };
  private static final long[] SIZES = {4120, 3310, 1904, 1221, 930, 611, 240, 98, 12};
  private static final double[] RATES = {
    0.081, 0.124, 0.142, 0.203, 0.165, 0.052, 0.091, 0.102, 0.333
  };

  private ExampleReviews() {}

  static Review review() {
    return new Review(
        Instant.parse("2026-01-15T00:00:00Z"),
        Instant.parse("2025-01-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        ZoneOffset.UTC,
        Optional.of(PRODUCTION),
        List.of(WORSE, REFUSED),
        Map.of("accepted", 30, "opportunity", 90, "won", 180),
        7,
        OpportunityLink.LATEST);
  }

  /** One candidate that is worse though it looks better, one whose estimate is refused. */
  static MadeReview calibration() {
    MadeReview made =
        new MadeReview(review())
            .request("accounts", "contacts", "events", "routings", "stage_changes")
            .version(
                PRODUCTION, "production", "Marketing operations", "Agreed at the start of the year")
            .version(WORSE, "candidate", "R. Haddad", "Points for behaviour instead of job title")
            .version(REFUSED, "candidate", "R. Haddad", "More volume for the new team")
            .swap(WORSE, "agree_in", 880, 861, 0, 842, 391)
            .swap(WORSE, "swap_out", 144, 140, 0, 138, 52)
            .swap(WORSE, "swap_in", 354, 19, 19, 18, 6)
            .swap(WORSE, "agree_out", 11_102, 240, 240, 231, 30)
            .swap(REFUSED, "agree_in", 1_024, 1_001, 0, 980, 443)
            .swap(REFUSED, "swap_out", 0, 0, 0, 0, 0)
            .swap(REFUSED, "swap_in", 412, 4, 4, 3, 1)
            .swap(REFUSED, "agree_out", 11_044, 255, 255, 246, 35);
    for (int i = 0; i < 4; i++) {
      made.swapOfChannel(WORSE, CHANNELS[i], "agree_in", 200 - 20L * i, 190, 0, 188, 70)
          .swapOfChannel(WORSE, CHANNELS[i], "swap_out", 40 - 9L * i, 36, 0, 35, 12)
          .swapOfChannel(WORSE, CHANNELS[i], "swap_in", 30 + 25L * i, 3, 3, 3, 1);
    }
    estimates(made);
    made.proposal(
            WORSE,
            "reject",
            "its conversion lies 2.0 points below production's at best",
            null,
            null)
        .proposal(
            REFUSED,
            "hold",
            "refused: only 11 effective contacts stand for the swap-ins",
            LocalDate.parse("2026-01-31"),
            "120 of 412 swap-ins drawn at random and worked make its conversion known to 2.0 points either way")
        .gate(
            REFUSED,
            "trust",
            1,
            false,
            "the estimate passes every gate of trust",
            "refused: only 11 effective contacts stand for the swap-ins")
        .gate(
            REFUSED,
            "channel_falls",
            9,
            true,
            "no more than 30%",
            "no channel loses more than 4% of its volume")
        .draw(REFUSED, "webinar", "smb", 412, 0.31, 120);
    leads(made);
    points(made);
    mqls(made, PRODUCTION, 1_024, 0.443);
    mqls(made, WORSE, 1_234, 0.317);
    return made.finding(
            "outcome_before_start",
            "stage_changes",
            2,
            12_480,
            "Won before the first contact, by the record. Reported here; not dropped, and not counted as a conversion.",
            "c-00017",
            "c-08121")
        .finding("duplicate_contacts", "contacts", 0, 12_480, "The same person under two ids.")
        .finding(
            "unmapped_channel",
            "contacts",
            240,
            12_480,
            "The source names no channel; shown as (empty), apart from unknown.");
  }

  /** A review of leads alone, as of a real export: no version was ever compared. */
  static MadeReview leadsAlone() {
    Review review =
        new Review(
            Instant.parse("2018-11-15T00:00:00Z"),
            Instant.parse("2017-06-01T00:00:00Z"),
            Instant.parse("2018-06-01T00:00:00Z"),
            ZoneId.of("America/Sao_Paulo"),
            Optional.empty(),
            List.of(),
            Map.of("won", 90),
            7,
            OpportunityLink.LATEST);
    return new MadeReview(review)
        .leads(Review.ALL, Review.ALL, "won", counted(8_000, 842, 0.10525, "676851.48"))
        .leads("paid_search", Review.ALL, "won", counted(1_586, 195, 0.123, "120000.00"))
        .leads("social", Review.ALL, "won", counted(1_350, 75, 0.0556, "40000.00"));
  }

  /** Figures of one month or channel, of which all are mature. */
  static Map<String, Object> monthOf(long contacts, long converted) {
    return counted(contacts, converted, (double) converted / contacts, null);
  }

  private static void estimates(MadeReview made) {
    made.estimate(PRODUCTION, "snips", "conversion", 1_024, "", 0.4461, 0.4161, 0.4761)
        .estimate(PRODUCTION, "observed", "conversion", 1_024, "", 0.4418)
        .estimate(PRODUCTION, "manski", "conversion", 1_024, "", 0.4200, 0.4810)
        .estimate(WORSE, "snips", "conversion", 1_234, "", 0.4123, 0.3761, 0.4485)
        .estimate(WORSE, "snips", "difference", 1_234, "", -0.0338, -0.0665, -0.0011)
        .estimate(WORSE, "manski", "conversion", 1_234, "", 0.3220, 0.6110)
        .estimate(WORSE, "manski", "difference", 1_234, "", -0.1240, 0.1650)
        .estimate(WORSE, "observed", "conversion", 1_234, "", 0.4614)
        .estimate(
            WORSE,
            "agreement_set",
            "conversion",
            1_234,
            "not trusted: it speaks only of the contacts that production qualifies too",
            0.4644)
        .estimate(
            WORSE,
            "agreement_set",
            "difference",
            1_234,
            "not trusted: it speaks only of the contacts that production qualifies too",
            0.0226)
        .estimate(
            REFUSED,
            "snips",
            "conversion",
            1_436,
            "refused: only 11 effective explored contacts stand for the swap-ins; at least 50 are needed")
        .estimate(
            REFUSED,
            "snips",
            "difference",
            1_436,
            "refused: only 11 effective explored contacts stand for the swap-ins; at least 50 are needed")
        .estimate(REFUSED, "manski", "conversion", 1_436, "", 0.3105, 0.5990)
        .estimate(REFUSED, "manski", "difference", 1_436, "", -0.1340, 0.1545)
        .estimate(REFUSED, "observed", "conversion", 1_436, "", 0.4512)
        .estimate(
            REFUSED,
            "agreement_set",
            "conversion",
            1_436,
            "not trusted: it speaks only of the contacts that production qualifies too",
            0.4520)
        .estimate(
            REFUSED,
            "agreement_set",
            "difference",
            1_436,
            "not trusted: it speaks only of the contacts that production qualifies too",
            0.0059);
  }

  private static void points(MadeReview made) {
    made.points(PRODUCTION, "area_under_curve", "", 0.634, 0.602, 0.666)
        .points(PRODUCTION, "slope", "", 0.82, 0.55, 1.09)
        .points(REFUSED, "slope", "only 11 of 40 contacts had the event")
        .rule(PRODUCTION, "demo_request", 0.61, "", 1_400, 380, 376, 0)
        .rule(PRODUCTION, "director", 0.39, "", 3_200, 120, 118, 0)
        .rule(PRODUCTION, "email_click", 0, "never pivotal", 5_100, 0, 0, 0)
        .rule(PRODUCTION, "fax_request", 0, "unused", 0, 0, 0, 0)
        .rule(WORSE, "webinar", 1.08, "", 2_100, 800, 790, 0)
        .rule(WORSE, "unsubscribed", -0.08, "", 900, 0, 0, 41);
  }

  private static void leads(MadeReview made) {
    for (String outcome : List.of("accepted", "opportunity", "won")) {
      double scale = outcome.equals("accepted") ? 1 : outcome.equals("opportunity") ? 0.5 : 0.22;
      String revenue = outcome.equals("won") ? "81234.10" : null;
      long all = 0;
      for (int i = 0; i < CHANNELS.length; i++) {
        made.leads(CHANNELS[i], Review.ALL, outcome, channel(SIZES[i], RATES[i] * scale, revenue));
        all += SIZES[i];
      }
      made.leads(HOSTILE, Review.ALL, outcome, channel(98, 0.1 * scale, revenue));
      Map<String, Object> whole =
          new HashMap<>(counted(all, Math.round(all * 0.118 * scale), 0.118 * scale, "1204331.50"));
      whole.put(ChannelQualityTable.RECORDED_BEFORE_START, 2L);
      if (!outcome.equals("won")) {
        whole.remove(ChannelQualityTable.REVENUE);
        whole.remove(ChannelQualityTable.CURRENCY);
      }
      made.leads(Review.ALL, Review.ALL, outcome, whole);
    }
    months(made, "lead", Review.NO_VERSION, 1_000, 0.118);
  }

  private static void mqls(MadeReview made, String version, long contacts, double rate) {
    for (int i = 0; i < 6; i++) {
      made.channel(
          "mql",
          version,
          CHANNELS[i],
          Review.ALL,
          "accepted",
          channel(SIZES[i] * contacts / 12_446, RATES[i] * rate / 0.118, null));
    }
    made.channel(
        "mql",
        version,
        Review.ALL,
        Review.ALL,
        "accepted",
        counted(contacts, Math.round(contacts * rate), rate, null));
    months(made, "mql", version, contacts / 12, rate);
  }

  private static void months(
      MadeReview made, String population, String version, long size, double rate) {
    for (int month = 1; month <= 12; month++) {
      long contacts = size + (month * 37L) % 90;
      boolean open = month == 12;
      long mature = open ? contacts / 2 : contacts;
      long converted = Math.round(mature * (rate + 0.012 * ((month * 7) % 5 - 2)));
      Map<String, Object> values = new HashMap<>(counted(contacts, converted, rate, null));
      values.put(ChannelQualityTable.MATURE_CONTACTS, mature);
      values.put(ChannelQualityTable.MATURE_CONVERTED, converted);
      values.put(ChannelQualityTable.MATURE_RATE, (double) converted / mature);
      made.channel(
          population,
          version,
          Review.ALL,
          YearMonth.of(2025, month).toString(),
          "accepted",
          values);
    }
  }

  private static Map<String, Object> channel(long contacts, double rate, String revenue) {
    Map<String, Object> values =
        new HashMap<>(counted(contacts, Math.round(contacts * rate), rate, revenue));
    double shrunken = rate * contacts / (contacts + 60) + 0.118 * 60 / (contacts + 60);
    double half = 1.64 * Math.sqrt(shrunken * (1 - shrunken) / (contacts + 60));
    values.put(ChannelQualityTable.SHRUNKEN_RATE, shrunken);
    values.put(ChannelQualityTable.SHRUNKEN_LOWER, Math.max(shrunken - half, 0));
    values.put(ChannelQualityTable.SHRUNKEN_UPPER, shrunken + half);
    if (contacts < 30) {
      values.put(
          ChannelQualityTable.VERDICT, "insufficient: 12 mature contacts, at least 30 are needed");
    }
    return values;
  }

  private static Map<String, Object> counted(
      long contacts, long converted, double rate, String revenue) {
    Map<String, Object> values = new HashMap<>();
    double half = 1.96 * Math.sqrt(rate * (1 - rate) / contacts);
    values.put(ChannelQualityTable.CONTACTS, contacts);
    values.put(ChannelQualityTable.RECORDED, converted);
    values.put(ChannelQualityTable.CONVERTED, converted);
    values.put(ChannelQualityTable.RATE, (double) converted / contacts);
    values.put(ChannelQualityTable.WILSON_LOWER, Math.max((double) converted / contacts - half, 0));
    values.put(ChannelQualityTable.WILSON_UPPER, Math.min((double) converted / contacts + half, 1));
    values.put(ChannelQualityTable.MEAN_DAYS, 12.4 + contacts % 7);
    values.put(ChannelQualityTable.MATURE_CONTACTS, contacts);
    values.put(ChannelQualityTable.MATURE_CONVERTED, converted);
    values.put(ChannelQualityTable.MATURE_RATE, (double) converted / contacts);
    if (revenue != null) {
      values.put(
          ChannelQualityTable.REVENUE,
          new BigDecimal(revenue).setScale(2, RoundingMode.UNNECESSARY));
      values.put(ChannelQualityTable.CURRENCY, "BRL");
    }
    return values;
  }
}
