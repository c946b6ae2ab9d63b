package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Fading;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Making a version ready. */
final class ScorecardTest {
  @Test
  void aScorecardTravelsAndGivesTheSameEpisodes() throws IOException, ClassNotFoundException {
    Scorecard card = Scorecard.of(rich(), ScorecardTest::number);

    Scorecard arrived = (Scorecard) read(written(card));

    assertThat(arrived.version()).isEqualTo("v1");
    assertThat(episodes(arrived)).isNotEmpty().isEqualTo(episodes(card));
  }

  @Test
  void aRuleOfAnUnknownDimensionOrGroupIsRefused() {
    RuleVersion noDimension = Versions.withDimensions(rich(), List.of());
    RuleVersion noGroup =
        Versions.plain(RuleCopies.inGroup(Versions.event("page", 1), Optional.of("content")));

    assertThatThrownBy(() -> Scorecard.of(noDimension, text -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engagement");
    assertThatThrownBy(() -> Scorecard.of(noGroup, text -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("content");
  }

  @Test
  void segmentsWithoutADefaultOrARequirementAreRefused() {
    Segment small = new Segment("small", Optional.of(ConditionText.onFacts("small")));
    RuleVersion noDefault = Versions.withSegments(rich(), List.of(small));
    RuleVersion noRequirement =
        Versions.withSegments(rich(), List.of(small, new Segment(Versions.ALL, Optional.empty())));

    assertThatThrownBy(() -> Scorecard.of(noDefault, text -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no default segment");
    assertThatThrownBy(() -> Scorecard.of(noRequirement, text -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no requirement for segment small");
  }

  @Test
  void aDurationBelowAMicrosecondIsRefused() {
    Fading tiny = Fading.of(Optional.of(Duration.ofNanos(1)), Optional.empty());
    RuleVersion version = Versions.plain(Versions.event("page", 1, new Counting.Every(), tiny));

    assertThatThrownBy(() -> Scorecard.of(version, text -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Shorter than a microsecond");
  }

  private static RuleVersion rich() {
    Fading both = Fading.of(Optional.of(Duration.ofDays(9)), Optional.of(Duration.ofDays(3)));
    return Versions.withSuppressions(
        Versions.plain(
            Versions.event("page", 10, new AtMostPerPeriod(1, CalendarPeriod.WEEK), both),
            Versions.event("demo", 3, new AtMostWithin(1, Duration.ofDays(2)), Fading.NONE),
            Versions.event("visit", 1, new Counting.Once(), Fading.NONE),
            Versions.attribute("senior", 5)),
        List.of(new Suppression("rival", ConditionText.onFacts("rival"))));
  }

  private static int number(ConditionText text) {
    return List.of("page", "demo", "visit", "senior", "rival").indexOf(text.sql());
  }

  private static List<Episode> episodes(Scorecard card) {
    List<Episode> episodes = new ArrayList<>();
    Replay replay = new Replay(List.of(card), episodes::add);
    replay.begin(0);
    replay.entry(5, 5, TimelineCode.event(0));
    replay.entry(6, 6, TimelineCode.ends(TimelineCode.LOST));
    replay.end(7);
    return episodes;
  }

  private static byte[] written(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return stream.readObject();
    }
  }
}
