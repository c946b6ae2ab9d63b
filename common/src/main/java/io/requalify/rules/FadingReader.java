package io.requalify.rules;

import io.requalify.documents.YamlMap;
import io.requalify.rules.Decay.Band;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the points of a rule fade: its window and its decay. */
final class FadingReader {
  static final String WINDOW = "window";
  static final String DECAY = "decay";
  static final String BOTH = "window_and_decay";

  private static final String HALF_LIFE = "half_life";
  private static final String LINEAR = "linear";
  private static final String STEP = "step";
  private static final String TABLE = "table";

  private FadingReader() {}

  /** The fading; without the part that has a fault, which has then been reported. */
  static Fading read(YamlMap rule) {
    boolean both = rule.has(WINDOW) && rule.has(DECAY);
    if (both && !rule.has(BOTH)) {
      rule.faultAtKey(
          DECAY, "both 'window' and 'decay'", "keep one of them, or add 'window_and_decay: true'");
    }
    if (!both && rule.has(BOTH)) {
      rule.faultAtKey(
          BOTH,
          "'window_and_decay' without both of them",
          "add 'window:' and 'decay:', or leave it out");
    }

    return new Fading(
        DurationText.read(rule, WINDOW), rule.map(DECAY).flatMap(FadingReader::decay));
  }

  private static Optional<Decay> decay(YamlMap map) {
    return SingleKey.of(map, HALF_LIFE, LINEAR, STEP, TABLE)
        .flatMap(
            key ->
                switch (key) {
                  case HALF_LIFE -> DurationText.read(map, key).map(Decay.HalfLife::new);
                  case LINEAR -> map.map(key).flatMap(FadingReader::linear);
                  case STEP -> map.map(key).flatMap(FadingReader::step);
                  default -> table(map);
                });
  }

  /** Stepped it is a decay by steps that do not compound, so the two spellings mean the same. */
  private static Optional<Decay> linear(YamlMap map) {
    boolean stepped = map.isTrue("stepped");
    return falling(
        map,
        (rate, per) -> stepped ? new Decay.Step(rate, per, false) : new Decay.Linear(rate, per));
  }

  private static Optional<Decay> step(YamlMap map) {
    return falling(map, (rate, per) -> new Decay.Step(rate, per, map.isTrue("compound")));
  }

  private static Optional<Decay> falling(YamlMap map, Falling falling) {
    Optional<Share> rate = ShareReader.rate(map, "rate");
    Optional<Duration> per = DurationText.read(map, "per");
    return rate.flatMap(share -> per.map(period -> falling.of(share, period)));
  }

  private static Optional<Decay> table(YamlMap map) {
    List<Band> bands = new ArrayList<>();
    for (YamlMap row : map.maps(TABLE)) {
      Optional<Duration> before = DurationText.read(row, "before");
      Optional<Share> share = ShareReader.part(row, "share");
      if (before.isEmpty() || share.isEmpty()) {
        return Optional.empty();
      }
      if (!bands.isEmpty() && before.get().compareTo(bands.get(bands.size() - 1).before()) <= 0) {
        row.fault(
            "before",
            "the age of this band is not above that of the one before it",
            "put the lower age first");
        return Optional.empty();
      }

      bands.add(new Band(before.get(), share.get()));
    }

    return bands.isEmpty() ? Optional.empty() : Optional.of(new Decay.AgeBands(bands));
  }

  /** Makes a decay of a rate for each period. */
  private interface Falling {
    Decay of(Share rate, Duration per);
  }
}
