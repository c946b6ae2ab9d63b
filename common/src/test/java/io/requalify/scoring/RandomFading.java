package io.requalify.scoring;

import io.requalify.rules.Decay;
import io.requalify.rules.Decay.AgeBands;
import io.requalify.rules.Decay.Band;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Decay.Linear;
import io.requalify.rules.Decay.Step;
import io.requalify.rules.Fading;
import io.requalify.rules.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws windows and decays of a few hours or days. */
final class RandomFading {
  static final List<Duration> WINDOWS =
      List.of(hours(6), hours(24), hours(24), hours(48), hours(120), hours(168));
  private static final List<Duration> HALF_LIVES =
      List.of(hours(12), hours(24), hours(24), hours(72), hours(168), Duration.ofMinutes(1441));
  private static final List<String> RATES = List.of("1", "0.5", "0.5", "0.25", "0.333333", "0.15");
  private static final List<Duration> LINEAR =
      List.of(hours(24), hours(24), hours(72), Duration.ofMinutes(1441));
  private static final List<Duration> STEPS = List.of(hours(12), hours(24), hours(36));
  private static final List<Integer> BANDS = List.of(6, 12, 24, 36, 72, 120);

  /** From the newest band to the oldest; now and then an older one gives more. */
  private static final List<List<String>> SHARES =
      List.of(
          List.of("1"),
          List.of("1", "0.5"),
          List.of("1", "0.666667", "0.1"),
          List.of("0.75", "0.25", "0.05"),
          List.of("0.5", "1"),
          List.of("0", "1", "0.2"));

  private final Draw draw;

  RandomFading(Draw draw) {
    this.draw = draw;
  }

  /** A window, a decay, both or none. */
  Fading next(boolean continuous) {
    if (draw.chance(0.3)) {
      return Fading.NONE;
    }
    return some(continuous);
  }

  /** A window, a decay or both. */
  Fading some(boolean continuous) {
    return switch (draw.below(10)) {
      case 0, 1, 2 -> new Fading(Optional.of(draw.from(WINDOWS)), Optional.empty());
      case 3, 4 -> new Fading(Optional.of(draw.from(WINDOWS)), Optional.of(decay(continuous)));
      default -> new Fading(Optional.empty(), Optional.of(decay(continuous)));
    };
  }

  private Decay decay(boolean continuous) {
    return switch (draw.below(continuous ? 8 : 3)) {
      case 0 -> new Step(rate(), draw.from(STEPS), false);
      case 1 -> new Step(rate(), draw.from(STEPS), true);
      case 2 -> table();
      case 3, 4 -> new Linear(rate(), draw.from(LINEAR));
      default -> new HalfLife(draw.from(HALF_LIVES));
    };
  }

  private Decay table() {
    List<String> shares = draw.from(SHARES);
    int first = draw.below(BANDS.size() - shares.size() + 1);
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      bands.add(new Band(hours(BANDS.get(first + i)), share(shares.get(i))));
    }
    return new AgeBands(bands);
  }

  private Share rate() {
    return share(draw.from(RATES));
  }

  private static Share share(String decimal) {
    return Share.of(new BigDecimal(decimal));
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
