package io.requalify.reviews;

import static io.requalify.reviews.ExampleReviews.PRODUCTION;
import static io.requalify.reviews.ExampleReviews.REFUSED;
import static io.requalify.reviews.ExampleReviews.WORSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.reviews.Block.Answer;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Verdict;
import io.requalify.rules.ManualVersion;
import io.requalify.tables.Review;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnswerSectionTest {
  private final List<Answer> answers = answers(ExampleReviews.calibration(), ExampleReviews.TRUTH);

  @Test
  void aTrustedEstimateIsComparedWithProduction() {
    assertThat(answers.get(0).version()).isEqualTo(WORSE);
    assertThat(answers.get(0).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(answers.get(0).answer().text())
        .isEqualTo(
            "It would have qualified 1,234 contacts, 210 more than production’s 1,024 (+20.5%): it adds 354 and drops 144. "
                + "Of these, 41.2% would have been accepted by sales (95% confidence interval 37.6% to 44.9%), "
                + "3.4 percentage points less than production’s 44.6% "
                + "(95% interval of the difference −6.7 to −0.1 points, which excludes zero). "
                + "Whatever the contacts that nobody worked would have done, the share accepted lies from 32.2% to 61.1% "
                + "(worst-case bounds; against production, −12.4 to +16.5 points).");
  }

  @Test
  void aRefusedEstimateIsRefusedWithItsReason() {
    assertThat(answers.get(1).version()).isEqualTo(REFUSED);
    assertThat(answers.get(1).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(answers.get(1).answer().text())
        .contains(
            "cannot be said: only 11 effective explored contacts stand for the swap-ins; at least 50 are needed. Whatever")
        .contains("31.1% to 59.9%")
        .contains("it adds 412 and drops none");
  }

  @Test
  void theNaiveFigureIsToldAndCalledMisleading() {
    assertThat(answers.get(0).misleading().text())
        .startsWith(
            "Counting only the contacts that both versions qualify, 46.4% were accepted, which looks 2.3 percentage points better than production.")
        .contains("the 354 (28.7% of the candidate’s volume) that only the candidate qualifies");
  }

  @Test
  void withNobodyNewTheAgreementSetDoesNotMislead() {
    MadeReview made =
        new MadeReview(ExampleReviews.review())
            .swap(WORSE, "agree_in", 100, 90, 0, 90, 40)
            .swap(WORSE, "swap_out", 20, 20, 0, 20, 5)
            .estimate(WORSE, "agreement_set", "conversion", 100, "", 0.444);

    assertThat(answers(made, Map.of()).get(0).misleading().isEmpty()).isTrue();
  }

  @Test
  void whoWasPickedByHandIsToldAsAFactThatSaysNothingOfOthers() {
    Review review = ExampleReviews.review();
    MadeReview made =
        new MadeReview(
                new Review(
                    review.asOf(),
                    review.from(),
                    review.to(),
                    review.timezone(),
                    review.production(),
                    List.of(ManualVersion.NAME),
                    review.horizonDays(),
                    review.matchDays(),
                    review.link()))
            .swap(ManualVersion.NAME, "agree_in", 20, 20, 0, 20, 10)
            .swap(ManualVersion.NAME, "swap_in", 80, 80, 0, 80, 40)
            .swap(ManualVersion.NAME, "swap_out", 100, 90, 0, 90, 30)
            .swap(ManualVersion.NAME, "agree_out", 800, 0, 0, 0, 0)
            .estimate(ManualVersion.NAME, "agreement_set", "conversion", 100, "", 0.5)
            .estimate(ManualVersion.NAME, "doubly_robust", "conversion", 100, "", 0.5, 0.4, 0.6);

    Answer answer = answers(made, Map.of()).get(0);

    assertThat(answer.answer().text())
        .startsWith("People qualified 100 contacts")
        .contains("What came of these contacts was seen, and not learnt from others.")
        .endsWith("so it says nothing of whom nobody picked.");
    assertThat(answer.misleading().isEmpty()).isTrue();
  }

  @Test
  void aSimulatedWorldTellsWhatWasTrue() {
    assertThat(answers.get(0).truth().text())
        .contains("the truth is known: 41.7%")
        .contains("off by −0.4 points, its interval holds the truth")
        .contains("naive figure is off by +4.8 points");
    assertThat(answers.get(1).truth().isEmpty()).isTrue();
  }

  @Test
  void aDoubtedEstimateIsToldWithItsDoubtAndGivesNoVerdict() {
    MadeReview made =
        new MadeReview(ExampleReviews.review())
            .estimate(
                WORSE,
                "snips",
                "conversion",
                100,
                "not trusted: one contact carries 9% of all weight",
                0.4,
                0.3,
                0.5)
            .estimate(
                WORSE,
                "snips",
                "difference",
                100,
                "not trusted: one contact carries 9% of all weight",
                0.2,
                0.1,
                0.3);

    Answer answer = answers(made, Map.of()).get(0);

    assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(answer.answer().text())
        .contains("is not to be trusted: one contact carries 9% of all weight.")
        .contains("There is no swap set for this candidate");
  }

  @Test
  void boundsThatExcludeZeroDecideWithoutAnEstimate() {
    MadeReview made =
        new MadeReview(ExampleReviews.review())
            .estimate(
                WORSE,
                "snips",
                "difference",
                100,
                "refused: no explored contact stands for the swap-ins")
            .estimate(WORSE, "manski", "difference", 100, "", 0.02, 0.3);

    assertThat(answers(made, Map.of()).get(0).verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void anIntervalAroundZeroShowsNoDifference() {
    MadeReview made =
        new MadeReview(ExampleReviews.review())
            .estimate(WORSE, "snips", "difference", 100, "", 0.01, -0.01, 0.03);

    assertThat(answers(made, Map.of()).get(0).verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
  }

  @Test
  void theDefaultIsReadFirstThoughAnotherHappensToBeTrusted() {
    MadeReview made =
        new MadeReview(ExampleReviews.review())
            .estimate(
                WORSE,
                "doubly_robust",
                "conversion",
                100,
                "not trusted: the model alone says 70%",
                0.9,
                0.8,
                1.0)
            .estimate(WORSE, "snips", "conversion", 100, "", 0.4, 0.3, 0.5);

    assertThat(answers(made, Map.of()).get(0).answer().text())
        .contains("90.0%")
        .contains("is not to be trusted: the model alone says 70%");
  }

  @Test
  void leadsAloneAreAnsweredForWithRevenueAndCurrency() {
    List<String> texts =
        AnswerSection.of(evidence(ExampleReviews.leadsAlone(), Map.of())).blocks().stream()
            .map(block -> ((Paragraph) block).prose().text())
            .toList();

    assertThat(texts.get(0)).contains("a review of leads alone");
    assertThat(texts.get(1))
        .startsWith("Of all 8,000 leads of the window, 842 have been won as of the review: 10.5%")
        .contains("Revenue on record: 676,851.48 BRL.");
  }

  @Test
  void productionIsNoCandidateOfItself() {
    assertThat(answers).extracting(Answer::version).doesNotContain(PRODUCTION);
  }

  private static List<Answer> answers(MadeReview made, Map<String, Double> truth) {
    return AnswerSection.of(evidence(made, truth)).blocks().stream()
        .filter(Answer.class::isInstance)
        .map(Answer.class::cast)
        .toList();
  }

  private static Evidence evidence(MadeReview made, Map<String, Double> truth) {
    return new Evidence(made.review(), made.results(), truth);
  }
}
