package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WideSumTest {
  @Test
  void sumsOfProductsBeyondALongAreExact() {
    SplittableRandom random = new SplittableRandom(2);
    WideSum sum = new WideSum();
    BigInteger exact = BigInteger.ZERO;
    for (int i = 0; i < 10_000; i++) {
      long first = random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L);
      long second = random.nextLong(-100_000_000L, 4_000_000_000_000L);
      sum.addProduct(first, second);
      exact = exact.add(BigInteger.valueOf(first).multiply(BigInteger.valueOf(second)));
      assertThat(sum.doubleValue()).isEqualTo(exact.doubleValue());
    }
    assertThat(exact.bitLength()).isGreaterThan(80);
  }

  @Test
  void sumThatComesBackToNothingIsNothing() {
    WideSum sum = new WideSum();
    sum.addProduct(Long.MAX_VALUE, 3);
    sum.addProduct(Long.MAX_VALUE, -3);

    assertThat(sum.doubleValue()).isZero();
  }

  @Test
  void sumBeyondThe128BitsIsRefusedRatherThanWrong() {
    WideSum sum = new WideSum();
    sum.addProduct(Long.MIN_VALUE, Long.MIN_VALUE);

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> sum.addProduct(Long.MIN_VALUE, Long.MIN_VALUE));
  }
}
