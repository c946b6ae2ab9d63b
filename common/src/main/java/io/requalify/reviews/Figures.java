package io.requalify.reviews;

import io.requalify.tables.Review;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes numbers for people: rates in per cent, thousands apart, money with its currency, UTC
 * named.
 */
final class Figures {
  /** In the place of a figure that is not there. */
  static final String MISSING = "–";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int SECONDS_OF_A_DAY = 86_400;

  private Figures() {}

  static String count(long number) {
    return trueMinus(String.format(Locale.ROOT, "%,d", number));
  }

  /** With its sign, and none for zero. */
  static String signedCount(long number) {
    return number > 0 ? "+" + count(number) : count(number);
  }

  /** One decimal, two below one per cent: a rate of 0.42% is not the same as one of 0.38%. */
  static String percent(double share) {
    return percentNumber(share) + "%";
  }

  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : MISSING;
  }

  static String percent(Optional<Span> span) {
    return span.map(Figures::percent).orElse(MISSING);
  }

  static String percent(Span span) {
    return "%s to %s".formatted(percent(span.lower()), percent(span.upper()));
  }

  /** A share with its interval, the one or the other alone where the other is not there. */
  static String percent(OptionalDouble share, Optional<Span> span) {
    return together(percent(share), percent(span));
  }

  /** A difference of two shares in percentage points, with its sign. */
  static String points(double difference) {
    String number = distance(difference);
    if (number.equals("0")) {
      return number;
    }
    return (difference > 0 ? "+" : "−") + number;
  }

  static String points(OptionalDouble difference) {
    return difference.isPresent() ? points(difference.getAsDouble()) : MISSING;
  }

  static String points(Span span) {
    return "%s to %s".formatted(points(span.lower()), points(span.upper()));
  }

  static String points(OptionalDouble difference, Optional<Span> span) {
    return together(points(difference), span.map(Figures::points).orElse(MISSING));
  }

  /** A difference without its sign, for sentences that say more or less. */
  static String distance(double difference) {
    double points = Math.abs(difference * 100);
    return trimmed(String.format(Locale.ROOT, points < 0.1 ? "%.2f" : "%.1f", points));
  }

  static String decimal(OptionalDouble number) {
    return number.isPresent()
        ? trueMinus(String.format(Locale.ROOT, "%,.1f", number.getAsDouble()))
        : MISSING;
  }

  /** Money is never written without the currency that it is in. */
  static String money(BigDecimal amount, String currency) {
    return "%s %s".formatted(trueMinus(String.format(Locale.ROOT, "%,.2f", amount)), currency);
  }

  static String instant(Instant instant) {
    return MINUTE.format(instant);
  }

  /** From and to, to the day where both are midnight in UTC. */
  static String window(Review review) {
    boolean days =
        review.from().getEpochSecond() % SECONDS_OF_A_DAY == 0
            && review.to().getEpochSecond() % SECONDS_OF_A_DAY == 0;
    DateTimeFormatter format = days ? DAY : MINUTE;
    return "%s to %s".formatted(format.format(review.from()), format.format(review.to()));
  }

  /** The zone as people know it. */
  static String zone(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private static String percentNumber(double share) {
    double percent = share * 100;
    return trimmed(String.format(Locale.ROOT, Math.abs(percent) < 1 ? "%.2f" : "%.1f", percent));
  }

  /** Nothing is 0, and the whole is 100, to the last digit. */
  private static String trimmed(String number) {
    return number.matches("-?0\\.0+") ? "0" : number.equals("100.0") ? "100" : trueMinus(number);
  }

  private static String together(String value, String ends) {
    if (ends.equals(MISSING)) {
      return value;
    }
    return value.equals(MISSING) ? ends : "%s (%s)".formatted(value, ends);
  }

  /** The minus sign is as wide as the plus, so columns of differences align. */
  private static String trueMinus(String number) {
    return number.replace('-', '−');
  }
}
