package io.requalify.rules;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** How much of the points of an event is left at an age, which is counted from its instant. */
public sealed interface Decay extends Serializable {
  /** Half is left after a half-life, a quarter after two. */
  record HalfLife(Duration halfLife) implements Decay {
    public HalfLife {
      requirePositive(halfLife);
    }
  }

  /** A share is lost evenly within each period, down to nothing. */
  record Linear(Share rate, Duration per) implements Decay {
    public Linear {
      requireRate(rate);
      requirePositive(per);
    }
  }

  /**
   * Nothing is lost within the first period, and a share at the end of each.
   *
   * @param compound whether the share is of what was left, not of the first points
   */
  record Step(Share rate, Duration per, boolean compound) implements Decay {
    public Step {
      requireRate(rate);
      requirePositive(per);
    }
  }

  /** A share for each band of ages, and nothing beyond the last. */
  record AgeBands(List<Band> bands) implements Decay {
    public AgeBands {
      bands = List.copyOf(bands);
      Duration former = Duration.ZERO;
      for (Band band : bands) {
        if (band.before().compareTo(former) <= 0) {
          throw new IllegalArgumentException("bands are not in the order of their ages: " + bands);
        }
        former = band.before();
      }
      if (bands.isEmpty()) {
        throw new IllegalArgumentException("no bands");
      }
    }
  }

  /**
   * One band of ages.
   *
   * @param before age at which the band ends; it begins where the one before ends
   * @param share what is left within it, from nothing to the whole
   */
  record Band(Duration before, Share share) implements Serializable {
    public Band {
      if (share.millionths() < 0 || share.millionths() > Share.WHOLE.millionths()) {
        throw new IllegalArgumentException("share is not between 0 and 1: " + share);
      }
    }
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("not positive: " + duration);
    }
  }

  /** A rate below a thousandth would take years of tiny steps to come to an end. */
  private static void requireRate(Share rate) {
    if (rate.millionths() < 1_000 || rate.millionths() > Share.WHOLE.millionths()) {
      throw new IllegalArgumentException("rate is not between 0.001 and 1: " + rate);
    }
  }
}
