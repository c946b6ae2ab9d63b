package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class ReviewOptionsTest {
  private static final List<String> WINDOW =
      List.of("--from", "2026-01-01T00:00:00Z", "--to", "2026-04-01T00:00:00Z");

  @Command(name = "rescore")
  private static final class Asked {
    @Mixin private ReviewOptions options;
  }

  @Test
  void whatIsNotSaidIsTheUsual() {
    Review review = parsed().review();

    assertThat(review)
        .isEqualTo(
            new Review(
                Instant.parse("2026-04-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-04-01T00:00:00Z"),
                ZoneId.of("UTC"),
                Optional.empty(),
                List.of(),
                Map.of("accepted", 30, "opportunity", 90, "won", 180),
                30,
                OpportunityLink.LATEST));
  }

  @Test
  void oneHorizonLeavesTheOthersAsTheyWere() {
    assertThat(parsed("--horizon", "won=365").review().horizonDays())
        .isEqualTo(Map.of("accepted", 30, "opportunity", 90, "won", 365));
  }

  @Test
  void theOrderOfTheCandidatesMakesNoOtherReview() {
    assertThat(parsed("--production", "p", "--candidates", "b,a").review().id())
        .isEqualTo(parsed("--production", "p", "--candidates", "a,b").review().id());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "--horizon, wno=30, 'the outcomes are accepted, rejected, recycled, opportunity, won, lost,"
        + " churned'",
    "--horizon, won=0, the days 1 or more",
    "--match-days, 0, --match-days",
    "--benchmark, acepted=0.9, 'the review asks for [accepted, mql, opportunity, won]'",
    "--benchmark, accepted=80, 'give a share between 0 and 1, such as 0.8'",
    "--lead-to-mql-days, 0, 'lead_to_mql_days is 0; give 1 or more'",
    "--touch-half-life, PT0S, 'give one above 0, such as P7D'",
    "--candidates, a, --candidates needs --production",
    "--as-of, 2026-03-01T00:00:00Z, after the review as of 2026-03-01",
    "--as-of, yesterday, Invalid value for option '--as-of'",
    "--timezone, Mars/Olympus, Invalid value for option '--timezone'",
  })
  void whatMakesNoReviewIsRefusedInTheWordsOfTheOption(String option, String value, String words) {
    assertThatThrownBy(() -> parsed(option, value).review())
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aWindowThatEndsBeforeItStartsIsRefused() {
    ReviewOptions backwards =
        options(List.of("--from", "2026-04-01T00:00:00Z", "--to", "2026-01-01T00:00:00Z"));

    assertThatThrownBy(backwards::review)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("The window is empty");
  }

  @Test
  void aReviewOfVersionsNeedsTheOneThatWasLive() {
    ReviewOptions options = parsed();

    assertThatThrownBy(options::reviewOfVersions)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--production");
  }

  @Test
  void thePromotionRuleIsPartOfWhatAReviewIsAsked(@TempDir Path folder) throws IOException {
    Path rule = folder.resolve("promotion.yaml");
    Files.writeString(rule, "requalify: 1\noutcome: won\nleast_difference: -0.02\n", UTF_8);
    String[] versions = {"--production", "p", "--candidates", "a"};

    Review usual = parsed(versions).review();
    Review own =
        parsed("--production", "p", "--candidates", "a", "--promotion-rule", rule + "").review();

    assertThat(own.id()).isNotEqualTo(usual.id());
    assertThat(own.configuration())
        .containsEntry("promotion.outcome", "won")
        .containsEntry("promotion.least_difference", "-0.02")
        .containsEntry("promotion.least_tipping_shift", "1.5");
  }

  @Test
  void whatChannelsAreMeasuredByIsPartOfWhatAReviewIsAsked() {
    Review own = parsed("--benchmark", "won=0.05", "--margin-months", "12").review();

    assertThat(own.id()).isNotEqualTo(parsed().review().id());
    assertThat(own.configuration())
        .containsEntry("channels.benchmark.accepted", "0.8")
        .containsEntry("channels.benchmark.won", "0.05")
        .containsEntry("channels.margin_months", "12")
        .containsEntry("channels.lead_to_mql_days", "90");
  }

  @Test
  void aPromotionRuleByAnOutcomeThatIsNotAskedForIsRefused(@TempDir Path folder)
      throws IOException {
    Path rule = folder.resolve("promotion.yaml");
    Files.writeString(rule, "requalify: 1\noutcome: churned\n", UTF_8);
    ReviewOptions options =
        parsed("--production", "p", "--candidates", "a", "--promotion-rule", rule + "");

    assertThatThrownBy(options::review)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("decides by the outcome churned")
        .hasMessageContaining("add it by --horizon");
  }

  private static ReviewOptions parsed(String... more) {
    List<String> arguments = new ArrayList<>(WINDOW);
    arguments.addAll(List.of(more));
    return options(arguments);
  }

  private static ReviewOptions options(List<String> arguments) {
    Asked asked = new Asked();
    new CommandLine(asked)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
    return asked.options;
  }
}
