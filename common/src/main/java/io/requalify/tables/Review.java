package io.requalify.tables;

import static java.util.Objects.requireNonNull;

import io.requalify.documents.Constants;
import io.requalify.rules.Fingerprint;
import io.requalify.statistics.channels.ChannelSettings;
import io.requalify.statistics.proposals.PromotionRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One run as of one instant, over a window, of a set of versions: the key of every result row.
 *
 * @param asOf nothing known later is used
 * @param from start of the window of entries
 * @param to end of the window, exclusive; not after {@code asOf}
 * @param timezone zone of calendar days and cohorts
 * @param production version that was live; none for a review of leads alone
 * @param candidates versions under review, in order of their names
 * @param horizonDays for each outcome (a stage, such as accepted) the days that it has to come
 * @param matchDays an episode is matched with a logged decision at most this many days away
 * @param link which of several contacts an opportunity is put down to
 * @param promotion by what candidates are proposed to be promoted, held or rejected, where its
 *     outcome is one of this review
 * @param channels what channels are measured by
 */
public record Review(
    Instant asOf,
    Instant from,
    Instant to,
    ZoneId timezone,
    Optional<String> production,
    List<String> candidates,
    Map<String, Integer> horizonDays,
    int matchDays,
    OpportunityLink link,
    PromotionRule promotion,
    ChannelSettings channels) {

  /** Column of the review in every result table. */
  public static final String REVIEW_ID = "review_id";

  /** Column of the instant of the review in every result table. */
  public static final String AS_OF = "as_of";

  /** Text in the place of a version for figures that belong to none. */
  public static final String NO_VERSION = "(none)";

  /** Text in the place of a channel, segment or cohort for the whole. */
  public static final String ALL = "(all)";

  /** Text in the place of a segment where the version has none. */
  public static final String NO_SEGMENT = "(none)";

  /** Text in the place of a channel that the source leaves empty. */
  public static final String EMPTY = "(empty)";

  public Review {
    requireNonNull(asOf, "asOf");
    requireNonNull(timezone, "timezone");
    requireNonNull(link, "link");
    requireNonNull(channels, "channels");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "The window is empty: it starts at %s and ends at %s".formatted(from, to));
    }
    if (to.isAfter(asOf)) {
      throw new IllegalArgumentException(
          "The window ends at %s, after the review as of %s".formatted(to, asOf));
    }
    candidates = candidates.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    horizonDays = Collections.unmodifiableMap(new TreeMap<>(horizonDays));
  }

  /** A review that measures channels by {@link ChannelSettings#standard}. */
  public Review(
      Instant asOf,
      Instant from,
      Instant to,
      ZoneId timezone,
      Optional<String> production,
      List<String> candidates,
      Map<String, Integer> horizonDays,
      int matchDays,
      OpportunityLink link,
      PromotionRule promotion) {
    this(
        asOf,
        from,
        to,
        timezone,
        production,
        candidates,
        horizonDays,
        matchDays,
        link,
        promotion,
        ChannelSettings.standard());
  }

  /** A review that proposes by {@link PromotionRule#standard}. */
  public Review(
      Instant asOf,
      Instant from,
      Instant to,
      ZoneId timezone,
      Optional<String> production,
      List<String> candidates,
      Map<String, Integer> horizonDays,
      int matchDays,
      OpportunityLink link) {
    this(
        asOf,
        from,
        to,
        timezone,
        production,
        candidates,
        horizonDays,
        matchDays,
        link,
        PromotionRule.standard());
  }

  /** Production first, then the candidates. */
  public List<String> versions() {
    return Stream.concat(production.stream(), candidates.stream()).distinct().toList();
  }

  /**
   * The month with which the later half of the window begins, by the calendar of the zone; of an
   * odd number of months the middle one is of the earlier half.
   */
  public YearMonth firstLaterMonth() {
    YearMonth first = YearMonth.from(from.atZone(timezone));
    YearMonth last = YearMonth.from(to.minusNanos(1).atZone(timezone));
    long months = first.until(last, ChronoUnit.MONTHS) + 1;
    return first.plusMonths((months + 1) / 2);
  }

  /** Name of the review: its date and a hash of everything that it was asked. */
  public String id() {
    LocalDate day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    return "%s-%s".formatted(day, Fingerprint.ofText(toString()).substring(0, 12));
  }

  /** Everything that the figures depend on beside the input, as names and values. */
  public Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    horizonDays.forEach((outcome, days) -> configuration.put("horizon_days." + outcome, "" + days));
    configuration.put("match_days", "" + matchDays);
    configuration.put("opportunity_link", Constants.word(link));
    if (production.isPresent()) {
      promotion
          .configuration()
          .forEach((name, value) -> configuration.put("promotion." + name, value));
    }
    channels.configuration().forEach((name, value) -> configuration.put("channels." + name, value));
    return configuration;
  }

  /** The rows of this review. */
  public Slice slice() {
    return Slice.of(REVIEW_ID, id());
  }
}
