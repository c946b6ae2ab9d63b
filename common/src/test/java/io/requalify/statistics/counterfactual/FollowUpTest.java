package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class FollowUpTest {
  private static final int HORIZON = 30;

  @Test
  void conversionIsKnownOnceItsDayIsOver() {
    FollowUp known = FollowUp.ofWorked(HORIZON, 10.9, OptionalDouble.of(9.2));
    FollowUp today = FollowUp.ofWorked(HORIZON, 10.9, OptionalDouble.of(10.5));

    assertThat(known).isEqualTo(new FollowUp(HORIZON, 10, OptionalInt.of(10), true));
    assertThat(today).isEqualTo(new FollowUp(HORIZON, 10, OptionalInt.empty(), false));
    assertThat(known.due()).isFalse();
  }

  @Test
  void failureIsKnownAtTheHorizonAndNoSooner() {
    FollowUp young = FollowUp.ofWorked(HORIZON, 29.9, OptionalDouble.empty());
    FollowUp old = FollowUp.ofWorked(HORIZON, 30, OptionalDouble.empty());

    assertThat(young.known()).isFalse();
    assertThat(old).isEqualTo(new FollowUp(HORIZON, 30, OptionalInt.of(30), false));
    assertThat(old.due()).isTrue();
  }

  @Test
  void nothingIsKnownOfWhoWasNotWorked() {
    FollowUp unworked = FollowUp.ofUnworked(HORIZON, 200);

    assertThat(unworked).isEqualTo(new FollowUp(HORIZON, 30, OptionalInt.empty(), false));
    assertThat(unworked.due()).isTrue();
  }

  @Test
  void followUpThatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FollowUp(HORIZON, 31, OptionalInt.empty(), false))
        .withMessage("Followed for 31 of 30 days, known on OptionalInt.empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FollowUp(HORIZON, 10, OptionalInt.of(11), true))
        .withMessage("Followed for 10 of 30 days, known on OptionalInt[11]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FollowUp(HORIZON, 10, OptionalInt.empty(), true))
        .withMessage("Converted, but nothing is known yet");
  }
}
