package io.requalify.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.rules.Points;
import io.requalify.rules.RepointedVersion;
import io.requalify.rules.RuleFiles;
import io.requalify.statistics.PairedDifference;
import io.requalify.suggestions.Losses.Loss;
import io.requalify.suggestions.Losses.Score;
import io.requalify.suggestions.Suggestion.Line;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SuggestionTextTest {
  private static final PairedDifference CLEAR_GAIN = new PairedDifference(0.02, 0.005);

  @Test
  void aMarketerReadsTheTableTheLossesAndTheWarnings() {
    assertThat(SuggestionText.of(suggestion(400, 0.5, CLEAR_GAIN)))
        .isEqualTo(
            """
            A proposal, refit: 2026-02-production with other points
              Learnt from 1,000 decisions from 2026-01-01T00:00:00Z to 2026-03-01T00:00:00Z, as known at 2026-04-01T00:00:00Z, about 700 accounts; accepted within 30 days: 300 (30.0%)
              Drawn at random: 400 (40.0%), standing for 80.0% of the weight; effective sample 500
              Left out: 12 hand-raises and manual ones, which no score made
              Left out: 1 about contacts that are not known, or not yet then

            Rule     Points now  Proposed  Fitted  Give or take  Have it  Of them accepted  Why
            -------  ----------  --------  ------  ------------  -------  ----------------  ------------------------------------
            webinar  8           11        11.2    4.1           250      40.0%
            large    10          10                              4        0.0%              kept: too few have it: fewer than 10
              Give or take: 95%, by chance between accounts. The shares of those that have a rule rank no rules.

            Scale: 20.0 points double the odds, at which about as many of these decisions reach the thresholds as now.
              At the decisions, by weight, 50.0% reached the threshold under 2026-02-production and 50.0% under refit.
              Over their whole history more or fewer contacts can qualify: only a replay (run) tells.

            Score                               Deviance  AUC     Deviance elsewhere  AUC elsewhere
            ----------------------------------  --------  ------  ------------------  -------------
            points as they are                  1.2000    0.6000  1.2100              0.5900
            2026-02-production with its limits  1.2200    0.5800
              Deviance: for each decision, lower is better. AUC: 0.5 says nothing, 1 everything.
              Elsewhere: tried on each fifth of the accounts, fitted to the other four.

            Gain in deviance elsewhere: +0.0200 (95% interval +0.0102 to +0.0298)
            Gain in AUC elsewhere: +0.0200 (95% interval +0.0102 to +0.0298)
            On accounts that it was not fitted to it tells better who converts.

            Warning: 60.0% of the decisions were made by a score that let the contact in, not by a draw. Among those that a score lets in, who has one rule needs another less, so that rules look worse beside each other than they are (collider). Do not rank rules by acceptance among MQLs.
            Limits, fading, thresholds and all other keys are as they were; the fit knows nothing of limits.
            This is a proposal, not a finding. Review it like any other: requalify run --production 2026-02-production --candidates refit""");
  }

  @Test
  void aGainWithinNoiseIsCalledThatAndALossIsWarnedOf() {
    assertThat(SuggestionText.of(suggestion(400, 0.5, new PairedDifference(0.02, 0.02))))
        .contains(
            "The gain lies within noise: on other accounts the points as they are may do as well.");
    assertThat(SuggestionText.of(suggestion(400, 0.5, new PairedDifference(-0.02, 0.005))))
        .contains(
            "On accounts that it was not fitted to it tells WORSE who converts: do not use it.");
  }

  @Test
  void ofTheColliderIsWarnedUnlessAllWereDrawn() {
    assertThat(SuggestionText.of(suggestion(999, 0.5, CLEAR_GAIN))).contains("(collider)");
    assertThat(SuggestionText.of(suggestion(1000, 0.5, CLEAR_GAIN))).doesNotContain("(collider)");
  }

  @Test
  void whereAnotherNumberReachesTheThresholdsTheyAreToBeLookedAt() {
    assertThat(SuggestionText.of(suggestion(400, 0.4, CLEAR_GAIN)))
        .contains("That is another number: look at the thresholds, too.");
  }

  private static Suggestion suggestion(long explored, double then, PairedDifference gain) {
    RepointedVersion proposal =
        new RepointedVersion(
            RuleFiles.read(
                    Path.of(
                        System.getProperty("requalify.root"),
                        "examples",
                        "rules",
                        "demo",
                        "2026-02-production.yaml"))
                .get(0),
            "refit",
            "Try",
            new TreeMap<>(Map.of("webinar", Points.of(11))));
    return new Suggestion(
        new SuggestionRequest(
            new DecisionWindow(
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-04-01T00:00:00Z"),
                "accepted",
                30),
            "refit",
            OptionalDouble.empty()),
        proposal,
        new Evidence(1000, 300, explored, 700, 2000, 1600, 500, Map.of(Use.OTHER_ROUTE, 12L), 1),
        List.of(
            line("webinar", 8, 11, OptionalDouble.of(11.2), OptionalDouble.of(2.1), 250, 100, ""),
            line(
                "large",
                10,
                10,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                4,
                0,
                "kept: too few have it: fewer than 10")),
        20,
        0.5,
        then,
        new Losses(
            List.of(new Loss(Score.OLD_POINTS, 1.2, 0.6), new Loss(Score.OLD_TOTAL, 1.22, 0.58)),
            List.of(new Loss(Score.OLD_POINTS, 1.21, 0.59)),
            gain,
            gain));
  }

  private static Line line(
      String rule,
      long now,
      long proposed,
      OptionalDouble fitted,
      OptionalDouble error,
      long with,
      long converted,
      String note) {
    return new Line(
        rule,
        Optional.of(Points.of(now)),
        Optional.of(Points.of(proposed)),
        fitted,
        error,
        with,
        converted,
        note);
  }
}
