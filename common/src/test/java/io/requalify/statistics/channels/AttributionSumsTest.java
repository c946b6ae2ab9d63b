package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.statistics.channels.AttributionSums.Credit;
import io.requalify.statistics.channels.AttributionSums.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

final class AttributionSumsTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant ENTRY = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void partsAreTheWholeToTheMillionthAndTheCentHoweverContactsAreSplitUp() {
    Random random = new Random(1);
    AttributionSums together = new AttributionSums();
    List<AttributionSums> apart = List.of(new AttributionSums(), new AttributionSums());
    long money = 0;
    for (int contact = 0; contact < 200; contact++) {
      long hundredths = random.nextInt(100_000);
      money += hundredths;
      Fate fate = new Fate(true, true, hundredths, Optional.of("EUR"));
      List<Touch> touches = touches(random);
      together.add(touches, ENTRY, fate, WEEK);
      apart.get(contact % 2).add(touches, ENTRY, fate, WEEK);
    }
    AttributionSums merged = new AttributionSums();
    apart.forEach(merged::add);

    assertThat(merged.credits()).isEqualTo(together.credits());
    assertThat(together.credits()).hasSize(5);
    for (SortedMap<String, Credit> ofModel : together.credits().values()) {
      assertThat(ofModel.values().stream().mapToLong(Credit::contacts).sum())
          .isEqualTo(200_000_000);
      assertThat(ofModel.values().stream().mapToLong(Credit::hundredths).sum()).isEqualTo(money);
    }
  }

  @Test
  void contactWithoutATouchBeforeItsEntryIsPutToNone() {
    AttributionSums sums = new AttributionSums();
    sums.add(
        List.of(new Touch("email", ENTRY.plusSeconds(1))),
        ENTRY,
        new Fate(false, false, 0, Optional.empty()),
        WEEK);

    assertThat(sums.credits().get("linear"))
        .containsExactly(Map.entry(AttributionSums.NO_TOUCH, new Credit(1_000_000, 0, 0, 0)));
    assertThat(sums.currencies()).isEmpty();
  }

  @Test
  void repaymentIsSharedOutLikeMoneyThatCameIn() {
    AttributionSums sums = new AttributionSums();
    sums.add(
        List.of(new Touch("email", ENTRY), new Touch("search", ENTRY.minusSeconds(1))),
        ENTRY,
        new Fate(true, true, -101, Optional.of("EUR")),
        WEEK);

    assertThat(sums.credits().get("linear").values().stream().mapToLong(Credit::hundredths).sum())
        .isEqualTo(-101);
  }

  @Test
  void whatIsNotMatureCannotHaveConverted() {
    assertThatThrownBy(() -> new Fate(false, true, 0, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not mature");
  }

  private static List<Touch> touches(Random random) {
    List<Touch> touches = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      touches.add(
          new Touch(
              "channel " + random.nextInt(4), ENTRY.minusSeconds(random.nextInt(30 * 86_400))));
    }
    return touches;
  }
}
