package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.Interval;
import io.requalify.statistics.LinearisedEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Why the conversion of qualified contacts to accepted ones moved: because sales came to them
 * sooner or later, or because contacts that were reached as soon convert otherwise. With the shares
 * {@code s} of the bands of time to first touch and their rates {@code r}, before and now,
 *
 * <p>{@code follow-up = Sum (s1 - s0) (r1 + r0) / 2} and {@code quality = Sum (r1 - r0) (s1 + s0) /
 * 2},
 *
 * <p>which add up to {@code Sum s1 r1 - Sum s0 r0} term by term, with nothing left over. Kitagawa
 * 1955, Journal of the American Statistical Association 50, 1168-1194. The intervals are those of
 * the linearised parts between accounts, see {@link LinearisedEstimate}; an account of both periods
 * is one.
 *
 * <p>Only touched contacts count: whom nobody worked is missing and not rejected, and {@code
 * touchedShare} tells how many they are. It is arithmetic and no experiment. Sales that come first
 * to the contacts that look best make slow bands look poor; and where fewer are touched than
 * before, the choice of whom to touch is in the part of quality. Bands so wide that delays move
 * within them put follow-up into quality.
 *
 * @param before conversion of the earlier period
 * @param now conversion of the later period
 * @param total how it moved
 * @param followUp part of the total by the shares of the bands
 * @param quality part of the total by the rates within the bands
 * @param touchedBefore share of qualified contacts that were touched in the earlier period
 * @param touchedNow that of the later period
 * @param touchedChange the one less the other
 */
public record FollowUpSplit(
    double before,
    double now,
    Part total,
    Part followUp,
    Part quality,
    double touchedBefore,
    double touchedNow,
    Part touchedChange) {
  /** With fewer touched contacts in a period nothing is said. */
  public static final long FEWEST = 200;

  /** With fewer accounts chance between them is not known well enough. */
  public static final int FEWEST_ACCOUNTS = 30;

  /** Whose the fall is. */
  public enum Verdict {
    /** That conversion fell cannot be said. */
    NO_FALL,
    /** Sales came later; contacts reached as soon convert as before, as far as can be said. */
    FOLLOW_UP,
    /** Contacts reached as soon convert more rarely; that sales came later cannot be said. */
    LEAD_QUALITY,
    /** Both. */
    BOTH,
    /** Conversion fell, but whose the fall is cannot be said. */
    UNDECIDED
  }

  /**
   * A change.
   *
   * @param value of the share, between -1 and 1
   * @param interval round it; none where no two accounts differ
   */
  public record Part(double value, Optional<Interval> interval) {
    private static Part of(LinearisedEstimate estimate, ClusterMoments moments, double level) {
      return new Part(estimate.value(), estimate.interval(moments, level));
    }

    /** True where it is below 0 by more than chance. */
    public boolean fell() {
      return interval.isPresent() && interval.get().upper() < 0;
    }
  }

  /**
   * Splits the change. A band that is empty in both periods is passed over. Refused where a period
   * has fewer than 200 touched contacts, where there are fewer than 30 accounts, and where a band
   * has contacts in one of the periods alone, since the rate of the other is not known.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public static Answer<FollowUpSplit> of(FollowUpCounts counts, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of confidence: %s; it lies between 0 and 1, such as 0.95".formatted(level));
    }
    ClusterMoments moments = counts.moments();
    Optional<String> refusal = refusal(counts, moments);
    if (refusal.isPresent()) {
      return Answer.refused(refusal.get());
    }
    LinearisedEstimate before = counts.rate(moments, 0);
    LinearisedEstimate now = counts.rate(moments, 1);
    LinearisedEstimate followUp = before.times(0);
    LinearisedEstimate quality = before.times(0);
    for (int band : filledBands(counts, moments)) {
      LinearisedEstimate share = counts.share(moments, 0, band);
      LinearisedEstimate shareNow = counts.share(moments, 1, band);
      LinearisedEstimate rate = counts.rate(moments, 0, band);
      LinearisedEstimate rateNow = counts.rate(moments, 1, band);
      followUp = followUp.plus(product(shareNow.minus(share), rateNow.plus(rate).times(0.5)));
      quality = quality.plus(product(rateNow.minus(rate), shareNow.plus(share).times(0.5)));
    }
    LinearisedEstimate touchedBefore = counts.touchedShare(moments, 0);
    LinearisedEstimate touchedNow = counts.touchedShare(moments, 1);
    return Answer.of(
        new FollowUpSplit(
            before.value(),
            now.value(),
            Part.of(now.minus(before), moments, level),
            Part.of(followUp, moments, level),
            Part.of(quality, moments, level),
            touchedBefore.value(),
            touchedNow.value(),
            Part.of(touchedNow.minus(touchedBefore), moments, level)));
  }

  private static Optional<String> refusal(FollowUpCounts counts, ClusterMoments moments) {
    double[] touched = new double[2];
    for (int band = 0; band < counts.bands().size(); band++) {
      touched[0] += counts.touchedContacts(moments, 0, band);
      touched[1] += counts.touchedContacts(moments, 1, band);
    }
    if (Math.min(touched[0], touched[1]) < FEWEST) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "sales touched %.0f contacts before and %.0f now; at least %d of each are needed",
              touched[0],
              touched[1],
              FEWEST));
    }
    if (moments.clusters() < FEWEST_ACCOUNTS) {
      return Optional.of(
          "the contacts are of %d accounts; at least %d are needed to judge chance"
              .formatted(moments.clusters(), FEWEST_ACCOUNTS));
    }
    for (int band = 0; band < counts.bands().size(); band++) {
      boolean earlier = counts.touchedContacts(moments, 0, band) > 0;
      boolean later = counts.touchedContacts(moments, 1, band) > 0;
      if (earlier != later) {
        return Optional.of(
            "nobody was first touched in the band '%s' %s, so its rate then is not known; join it with a neighbour"
                .formatted(counts.bands().get(band), earlier ? "now" : "before"));
      }
    }
    return Optional.empty();
  }

  private static List<Integer> filledBands(FollowUpCounts counts, ClusterMoments moments) {
    return IntStream.range(0, counts.bands().size())
        .filter(band -> counts.touchedContacts(moments, 0, band) > 0)
        .boxed()
        .toList();
  }

  /** {@code a b}, with the gradient {@code a' b + a b'}. */
  private static LinearisedEstimate product(LinearisedEstimate a, LinearisedEstimate b) {
    return a.times(b.value()).plus(b.times(a.value())).plus(-a.value() * b.value());
  }

  /** Whose the fall is, as far as chance lets it be said. */
  public Verdict verdict() {
    if (!total.fell()) {
      return Verdict.NO_FALL;
    }
    if (followUp.fell()) {
      return quality.fell() ? Verdict.BOTH : Verdict.FOLLOW_UP;
    }
    return quality.fell() ? Verdict.LEAD_QUALITY : Verdict.UNDECIDED;
  }

  /** The verdict in a sentence with its figures, and what speaks against it. */
  public String inWords() {
    String moved =
        String.format(
            Locale.ROOT,
            "from %.1f%% to %.1f%% of the touched, %+.1f points by follow-up and %+.1f by what the contacts are",
            100 * before,
            100 * now,
            100 * followUp.value(),
            100 * quality.value());
    String said =
        switch (verdict()) {
          case NO_FALL -> "that conversion fell cannot be said: ";
          case FOLLOW_UP -> "conversion fell because sales came later: ";
          case LEAD_QUALITY -> "conversion fell because the contacts convert more rarely: ";
          case BOTH -> "sales came later and the contacts convert more rarely: ";
          case UNDECIDED -> "conversion fell, but whose the fall is cannot be said: ";
        };
    return touchedChange.fell()
        ? said
            + moved
            + String.format(
                Locale.ROOT,
                "; but of the qualified %.1f%% were touched, %.1f%% before, so whom sales chose may be part of it",
                100 * touchedNow,
                100 * touchedBefore)
        : said + moved;
  }
}
