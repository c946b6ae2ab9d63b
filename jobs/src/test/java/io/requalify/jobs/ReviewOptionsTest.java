package io.requalify.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
    "--horizon, wno=30, 'the outcomes are accepted, rejected, recycled, opportunity, won, lost, churned'",
    "--horizon, won=0, the days 1 or more",
    "--match-days, 0, --match-days",
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
