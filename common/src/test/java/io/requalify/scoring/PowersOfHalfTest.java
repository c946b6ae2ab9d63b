package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a half-life leaves. */
final class PowersOfHalfTest {
  private static final long DAY = 86_400_000_000L;

  @Test
  void wholeHalfLivesLeaveExactPowers() {
    assertThat(PowersOfHalf.after(0, DAY)).isEqualTo(1);
    assertThat(PowersOfHalf.after(DAY, DAY)).isEqualTo(0.5);
    assertThat(PowersOfHalf.after(40 * DAY, DAY)).isEqualTo(Math.scalb(1.0, -40));
    assertThat(PowersOfHalf.after(999 * DAY, DAY)).isEqualTo(Math.scalb(1.0, -999));
    assertThat(PowersOfHalf.after(1000 * DAY, DAY)).isZero();
    assertThat(PowersOfHalf.after(Long.MAX_VALUE, 1)).isZero();
  }

  @Test
  void otherAgesLeaveWhatThePowerFunctionSays() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      long halfLife = 1 + random.nextLong(100 * DAY);
      long age = (long) (random.nextDouble() * 30 * halfLife);
      double expected = StrictMath.pow(2, -(double) age / halfLife);
      assertThat(PowersOfHalf.after(age, halfLife) / expected).isCloseTo(1, within(1e-15));
    }
  }
}
