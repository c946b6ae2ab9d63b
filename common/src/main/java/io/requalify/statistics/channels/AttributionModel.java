package io.requalify.statistics.channels;

import static io.requalify.statistics.counterfactual.Millionths.ONE;

import io.requalify.statistics.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * To which channels a conversion is put. Each model shares one conversion out among the touches
 * before it, in whole millionths that add up to one; sums over conversions are therefore exact in
 * any order, and add up to the number of conversions.
 *
 * <p>A convention, not an effect: no model knows what would have come without a touch. Touches that
 * were never logged, and channels that meet contacts who would have come anyway, ruin all of them.
 * Compare models; where they disagree about a channel, none of them is evidence.
 */
public sealed interface AttributionModel {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * Weights of touches, in any unit; at least one is above 0.
   *
   * @param touches at least one, in the order of time, none after the entry
   * @param entry when the contact entered the stage that counts as the conversion
   */
  double[] weights(List<Touch> touches, Instant entry);

  /**
   * The channels' parts of one conversion, by channel, in millionths that add up to 1,000,000.
   * Refused where no touch came before the entry or at it.
   *
   * @param touches of the contact, in any order; those after the entry are left out, because they
   *     cannot have led to it
   * @param entry when the contact entered the stage that counts as the conversion, UTC
   */
  default Answer<SortedMap<String, Long>> attribute(List<Touch> touches, Instant entry) {
    List<Touch> before =
        touches.stream().filter(touch -> !touch.at().isAfter(entry)).sorted(Touch.ORDER).toList();
    if (before.isEmpty()) {
      return Answer.refused(
          "of %d touches none came before the entry at %s".formatted(touches.size(), entry));
    }
    long[] parts = LargestRemainder.of(ONE, weights(before, entry));
    SortedMap<String, Long> byChannel = new TreeMap<>();
    for (int place = 0; place < parts.length; place++) {
      if (parts[place] > 0) {
        byChannel.merge(before.get(place).channel(), parts[place], Long::sum);
      }
    }
    return Answer.of(Collections.unmodifiableSortedMap(byChannel));
  }

  /** All to the first touch: who brought the contact. */
  record FirstTouch() implements AttributionModel {
    @Override
    public String shortName() {
      return "first_touch";
    }

    @Override
    public double[] weights(List<Touch> touches, Instant entry) {
      return allTo(0, touches.size());
    }
  }

  /** All to the last touch before the entry or at it: what closed the step. */
  record LastTouch() implements AttributionModel {
    @Override
    public String shortName() {
      return "last_touch";
    }

    @Override
    public double[] weights(List<Touch> touches, Instant entry) {
      return allTo(touches.size() - 1, touches.size());
    }
  }

  /** To all touches alike. */
  record Linear() implements AttributionModel {
    @Override
    public String shortName() {
      return "linear";
    }

    @Override
    public double[] weights(List<Touch> touches, Instant entry) {
      double[] weights = new double[touches.size()];
      Arrays.fill(weights, 1);
      return weights;
    }
  }

  /**
   * 40% to the first touch, 40% to the last and 20% to those between, all alike. Of two touches
   * each has half.
   */
  record PositionBased() implements AttributionModel {
    private static final double FIRST_AND_LAST = 0.4;
    private static final double BETWEEN = 0.2;

    @Override
    public String shortName() {
      return "position_based";
    }

    @Override
    public double[] weights(List<Touch> touches, Instant entry) {
      int last = touches.size() - 1;
      double[] weights = new double[touches.size()];
      Arrays.fill(weights, BETWEEN / Math.max(1, last - 1));
      weights[0] = FIRST_AND_LAST;
      weights[last] = FIRST_AND_LAST;
      return weights;
    }
  }

  /**
   * A touch weighs half as much as one that came a half life later: {@code 2^(-age / half life)}.
   *
   * @param halfLife above 0, such as 7 days
   */
  record TimeDecay(Duration halfLife) implements AttributionModel {
    public TimeDecay {
      if (halfLife.isNegative() || halfLife.isZero()) {
        throw new IllegalArgumentException(
            "A half life of %s is none; give one above 0, such as P7D".formatted(halfLife));
      }
    }

    @Override
    public String shortName() {
      return "time_decay";
    }

    @Override
    public double[] weights(List<Touch> touches, Instant entry) {
      // Ages are those before the last touch: only their ratios count, and however long ago all
      // were, the last weighs 1 and so some weight is above 0.
      Instant last = touches.get(touches.size() - 1).at();
      return touches.stream()
          .mapToDouble(touch -> seconds(Duration.between(touch.at(), last)))
          .map(age -> StrictMath.pow(2, -age / seconds(halfLife)))
          .toArray();
    }

    private static double seconds(Duration duration) {
      return duration.toSeconds() + duration.toNanosPart() / 1e9;
    }
  }

  private static double[] allTo(int place, int touches) {
    double[] weights = new double[touches];
    weights[place] = 1;
    return weights;
  }
}
