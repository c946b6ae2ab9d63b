package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.statistics.channels.AttributionModel.FirstTouch;
import io.requalify.statistics.channels.AttributionModel.LastTouch;
import io.requalify.statistics.channels.AttributionModel.Linear;
import io.requalify.statistics.channels.AttributionModel.PositionBased;
import io.requalify.statistics.channels.AttributionModel.TimeDecay;
import io.requalify.statistics.counterfactual.Millionths;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AttributionModelTest {
  private static final Instant ENTRY = Instant.parse("2026-03-15T12:00:00Z");

  private static final List<AttributionModel> MODELS =
      List.of(
          new FirstTouch(),
          new LastTouch(),
          new Linear(),
          new PositionBased(),
          new TimeDecay(Duration.ofDays(7)));

  /** Two weeks, one week and no time before the entry, and one touch after it. */
  private static final List<Touch> TOUCHES =
      List.of(
          touch("webinar", 7),
          touch("email", 0),
          touch("retargeting", -2),
          touch("paid_search", 14));

  @Test
  void firstAndLastTouchHaveAllOfTheConversion() {
    assertThat(parts(new FirstTouch(), TOUCHES)).isEqualTo(Map.of("paid_search", 1_000_000L));
    assertThat(parts(new LastTouch(), TOUCHES)).isEqualTo(Map.of("email", 1_000_000L));
  }

  @Test
  void linearGivesWhatCannotBeSharedToTheEarliest() {
    assertThat(parts(new Linear(), TOUCHES))
        .isEqualTo(Map.of("paid_search", 333_334L, "webinar", 333_333L, "email", 333_333L));
  }

  @Test
  void positionBasedGivesFortyPercentToBothEnds() {
    assertThat(parts(new PositionBased(), TOUCHES))
        .isEqualTo(Map.of("paid_search", 400_000L, "webinar", 200_000L, "email", 400_000L));
    assertThat(parts(new PositionBased(), List.of(touch("a", 5), touch("b", 3))))
        .isEqualTo(Map.of("a", 500_000L, "b", 500_000L));
    assertThat(parts(new PositionBased(), List.of(touch("a", 5))))
        .isEqualTo(Map.of("a", 1_000_000L));
  }

  @Test
  void timeDecayHalvesByTheHalfLife() {
    // Weights 1/4, 1/2 and 1.
    assertThat(parts(new TimeDecay(Duration.ofDays(7)), TOUCHES))
        .isEqualTo(Map.of("paid_search", 142_857L, "webinar", 285_714L, "email", 571_429L));
  }

  @Test
  void touchesOfALongTimeAgoStillShareTheWholeConversion() {
    List<Touch> old = List.of(touch("a", 20_000), touch("b", 20_007));

    assertThat(parts(new TimeDecay(Duration.ofDays(7)), old))
        .isEqualTo(Map.of("a", 666_667L, "b", 333_333L));
  }

  @Test
  void aChannelThatWasMetTwiceHasBothParts() {
    List<Touch> touches = List.of(touch("a", 5), touch("b", 3), touch("a", 1), touch("c", 0));

    assertThat(parts(new Linear(), touches))
        .isEqualTo(Map.of("a", 500_000L, "b", 250_000L, "c", 250_000L));
  }

  @Test
  void partsOfEveryConversionAddUpToOneWhateverTheOrderOfTheTouches() {
    SplittableRandom random = new SplittableRandom(4);
    for (int conversion = 0; conversion < 500; conversion++) {
      List<Touch> touches = new ArrayList<>();
      for (int touch = 0; touch <= random.nextInt(12); touch++) {
        touches.add(touch("channel " + random.nextInt(5), random.nextInt(90)));
      }
      List<Touch> reversed = new ArrayList<>(touches);
      Collections.reverse(reversed);
      for (AttributionModel model : MODELS) {
        SortedMap<String, Long> parts = parts(model, touches);
        assertThat(parts.values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(Millionths.ONE);
        assertThat(parts(model, reversed)).isEqualTo(parts);
      }
    }
  }

  @Test
  void aConversionWithoutATouchBeforeItIsPutToNoChannel() {
    for (AttributionModel model : MODELS) {
      assertThat(model.attribute(List.of(touch("email", -1)), ENTRY).reason())
          .isEqualTo("of 1 touches none came before the entry at 2026-03-15T12:00:00Z");
    }
  }

  @Test
  void modelsHaveNamesOfTheirOwn() {
    assertThat(MODELS.stream().map(AttributionModel::shortName))
        .containsExactly("first_touch", "last_touch", "linear", "position_based", "time_decay");
  }

  @Test
  void aHalfLifeOfNothingIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeDecay(Duration.ZERO))
        .withMessage("A half life of PT0S is none; give one above 0, such as P7D");
  }

  private static SortedMap<String, Long> parts(AttributionModel model, List<Touch> touches) {
    return model.attribute(touches, ENTRY).value().orElseThrow();
  }

  private static Touch touch(String channel, int daysBefore) {
    return new Touch(channel, ENTRY.minus(Duration.ofDays(daysBefore)));
  }
}
