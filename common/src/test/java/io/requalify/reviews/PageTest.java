package io.requalify.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.reviews.Block.Caution;
import io.requalify.reviews.Block.Figure;
import io.requalify.reviews.Block.Fold;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Heading;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.Chart.Maturity;
import io.requalify.reviews.Chart.Month;
import io.requalify.reviews.Chart.Style;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PageTest {
  private final Page page = ExampleReviews.calibration().page(ExampleReviews.TRUTH);

  @Test
  void theAnswerComesFirst() {
    assertThat(page.sections())
        .extracting(Section::id)
        .containsExactly(
            "answer",
            "proposal",
            "swap-sets",
            "estimates",
            "channels",
            "months",
            "points",
            "data-quality",
            "provenance");
  }

  @Test
  void everyFigureHasAnIdOfItsOwnAndATableAfterIt() {
    List<Block> blocks = blocks(page);
    List<Figure> figures = of(blocks, Figure.class).toList();

    assertThat(figures).extracting(Figure::id).doesNotHaveDuplicates();
    for (Figure figure : figures) {
      assertThat(blocks.subList(blocks.indexOf(figure), blocks.size()))
          .as("after %s", figure.id())
          .anyMatch(block -> block instanceof Grid || block instanceof Block.TwoByTwo);
    }
  }

  @Test
  void theTwoByTwoHasExactVolumesAndTheirSums() {
    assertThat(of(blocks(page), Block.TwoByTwo.class).findFirst().orElseThrow())
        .isEqualTo(
            new Block.TwoByTwo(
                ExampleReviews.PRODUCTION,
                ExampleReviews.WORSE,
                "880",
                "144",
                "354",
                "11,102",
                "1,024",
                "11,456",
                "1,234",
                "11,246",
                "12,480"));
  }

  @Test
  void figuresThatAreNoEstimatesAreHollowAndRefusedOnesHaveNoPoint() {
    Chart.Intervals chart = intervals("conversion-accepted");

    assertThat(chart.lines())
        .filteredOn(line -> line.label().startsWith("Naive"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(styles(line)).containsExactly(Style.NAIVE));
    assertThat(chart.lines())
        .filteredOn(line -> line.label().equals(ExampleReviews.REFUSED))
        .singleElement()
        .satisfies(line -> assertThat(styles(line)).containsExactly(Style.BOUNDS))
        .satisfies(line -> assertThat(line.text()).isEqualTo("refused"));
    assertThat(chart.lines().get(0).label()).isEqualTo("2025-q1-baseline (production)");
  }

  @Test
  void channelsWithTooFewLeadsAreGreyedWithTheReason() {
    Line partner =
        of(blocks(page), Grid.class)
            .filter(grid -> grid.caption().startsWith("Accepted by sales: leads by channel"))
            .flatMap(grid -> grid.lines().stream())
            .filter(line -> line.cells().get(0).equals("partner"))
            .findFirst()
            .orElseThrow();

    assertThat(partner.tone()).isEqualTo(Tone.MUTED);
    assertThat(partner.cells())
        .contains("insufficient: 12 mature contacts, at least 30 are needed");
    assertThat(intervals("channels-0-0").lines())
        .filteredOn(line -> line.label().equals("partner"))
        .singleElement()
        .satisfies(line -> assertThat(line.muted()).isTrue());
  }

  @Test
  void emptyAndUnknownChannelsStayApart() {
    assertThat(intervals("channels-0-0").lines())
        .extracting(Chart.Line::label)
        .contains("(empty)", "unknown");
  }

  @Test
  void anImmatureMonthHasNoRate() {
    MadeReview made = new MadeReview(ExampleReviews.review());
    for (String cohort : List.of("2025-07", "2025-08", "2025-12")) {
      made.leads(Review.ALL, cohort, "won", ExampleReviews.monthOf(100, 12));
    }

    List<Month> months =
        of(blocks(made.page()), Figure.class)
            .map(Figure::chart)
            .filter(Chart.Months.class::isInstance)
            .flatMap(chart -> ((Chart.Months) chart).months().stream())
            .toList();

    // Won has 180 days and the review is as of 15 January 2026: 19 July is the last mature start.
    assertThat(months)
        .extracting(Month::maturity)
        .containsExactly(Maturity.PARTLY, Maturity.IMMATURE, Maturity.IMMATURE);
    assertThat(months.get(0).rate()).isPresent();
    assertThat(months.get(1).rate()).isEmpty();
  }

  @Test
  void rulesThatDoNothingAreNamedAndPointsThatCannotBeJudgedSayWhy() {
    Section points =
        ExampleReviews.calibration().page().sections().stream()
            .filter(section -> section.id().equals("points"))
            .findFirst()
            .orElseThrow();

    assertThat(points.blocks().stream().filter(Caution.class::isInstance))
        .extracting(block -> ((Caution) block).prose().text())
        .containsExactly(
            "No contact of the window has points by: fax_request.",
            "These move scores and decide about nobody: email_click. Without them the same contacts would qualify, at the same time.");
    Grid worth = (Grid) points.blocks().get(1);
    assertThat(worth.lines().get(0).cells())
        .containsExactly(
            ExampleReviews.PRODUCTION, "0.63 (0.60 to 0.67)", "0.82 (0.55 to 1.09)", "");
    assertThat(worth.lines().get(2).cells())
        .containsExactly(
            ExampleReviews.REFUSED,
            Figures.MISSING,
            Figures.MISSING,
            "its points were not judged; only 11 of 40 contacts had the event");
  }

  @Test
  void aCohortThatIsNoMonthIsRefused() {
    MadeReview made =
        new MadeReview(ExampleReviews.review())
            .leads(Review.ALL, "July", "won", ExampleReviews.monthOf(100, 12));

    assertThatThrownBy(made::page)
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("'July'");
  }

  @Test
  void whatComesFromDataCanBeNoMarkup() {
    String hostile = "</script><script>alert(1)</script>";
    MadeReview made =
        ExampleReviews.calibration()
            .leads(hostile, Review.ALL, "accepted", ExampleReviews.monthOf(100, 12))
            .version("\"><img src=x onerror=alert(1)>", "candidate", "<b>owner</b>", "'&amp;")
            .finding("<i>check</i>", "contacts", 1, 2, "<script>alert(2)</script>", "<u>");

    String html = withoutLibrary(made.page());

    assertThat(html)
        .doesNotContain("<script>alert")
        .doesNotContain("<img")
        .doesNotContain("<b>owner")
        .doesNotContain("<i>check")
        .doesNotContain("<u>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)");
    assertThat(occurrences(html, "<script"))
        .isEqualTo(occurrences(html, "</script>"))
        .isEqualTo(2 + occurrences(html, "<figure"));
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    String html = withoutLibrary(page);

    assertThat(html)
        .contains("default-src &#39;none&#39;")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("@import")
        .doesNotContain("url(");
  }

  @Test
  void theLibraryStandsInThePageOnce() {
    assertThat(occurrences(page.html(), page.scripts().library())).isEqualTo(1);
    assertThat(page.scripts().library()).doesNotContain("</script");
  }

  @Test
  void theSameRowsInAnyOrderGiveTheSameBytes() {
    MadeReview made = ExampleReviews.calibration();

    assertThat(withoutLibrary(made.reversed().page(ExampleReviews.TRUTH)))
        .isEqualTo(withoutLibrary(made.page(ExampleReviews.TRUTH)));
  }

  @Test
  void leadsAloneGiveAReportWithWhatIsThere() {
    Page leads = ExampleReviews.leadsAlone().page();

    assertThat(leads.sections())
        .extracting(Section::id)
        .containsExactly("answer", "channels", "data-quality", "provenance");
    assertThat(withoutLibrary(leads))
        .contains("Leads alone")
        .contains("676,851.48 BRL")
        .contains("America/Sao_Paulo")
        .doesNotContain("Effective sample");
  }

  @Test
  void eachTableIsAskedForOnce() {
    List<TableContract> asked = new ArrayList<>();
    ResultRows.read(
        contract -> {
          asked.add(contract);
          return List.of();
        });

    assertThat(asked)
        .extracting(TableContract::name)
        .containsExactlyInAnyOrder(
            "reviews",
            "rule_versions",
            "swap_sets",
            "conversion_estimates",
            "decisions_proposed",
            "decision_gates",
            "exploration_plans",
            "channel_quality",
            "calibration",
            "rule_contributions",
            "data_quality");
  }

  @Test
  void everyGateOfAProposalStandsWithItsFindingAndWhomToDraw() {
    Section section =
        ExampleReviews.calibration().page().sections().stream()
            .filter(candidate -> candidate.id().equals("proposal"))
            .findFirst()
            .orElseThrow();

    assertThat(section.blocks().stream().filter(Heading.class::isInstance))
        .containsExactly(
            new Heading(ExampleReviews.WORSE + ": reject"),
            new Heading(ExampleReviews.REFUSED + ": hold"));
    Grid gates =
        section.blocks().stream()
            .filter(Grid.class::isInstance)
            .map(Grid.class::cast)
            .filter(grid -> grid.caption().contains(ExampleReviews.REFUSED))
            .findFirst()
            .orElseThrow();
    assertThat(gates.lines())
        .extracting(Block.Line::cells)
        .containsExactly(
            List.of(
                "trust",
                "not passed",
                "Only 11 effective contacts stand for the swap-ins.",
                "the estimate passes every gate of trust"),
            List.of(
                "channel falls",
                "passed",
                "No channel loses more than 4% of its volume.",
                "no more than 30%"));
    Fold fold =
        section.blocks().stream()
            .filter(Fold.class::isInstance)
            .map(Fold.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(((Grid) fold.blocks().get(0)).lines())
        .extracting(Block.Line::cells)
        .containsExactly(
            List.of("webinar", "smb", "above 0, up to 10 points", "412", "31.0%", "120", "29.1%"));
  }

  @Test
  void aDocumentThatIsNoJsonIsRefused() {
    Evidence evidence =
        new Evidence(
            ExampleReviews.review(),
            new ReviewResults(
                Optional.empty(),
                List.of(
                    new ReviewResults.VersionRow(
                        "v1",
                        "m",
                        "f",
                        "candidate",
                        "draft",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "version: v1")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            Map.of());

    assertThatThrownBy(() -> Page.of(evidence))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("v1");
  }

  private Chart.Intervals intervals(String id) {
    return of(blocks(page), Figure.class)
        .filter(figure -> figure.id().equals(id))
        .map(figure -> (Chart.Intervals) figure.chart())
        .findFirst()
        .orElseThrow();
  }

  private static List<Style> styles(Chart.Line line) {
    return line.marks().stream().map(Chart.Mark::style).toList();
  }

  private static <T extends Block> Stream<T> of(List<Block> blocks, Class<T> type) {
    return blocks.stream().filter(type::isInstance).map(type::cast);
  }

  /** All blocks in the order of the page, folded ones too. */
  private static List<Block> blocks(Page page) {
    return page.sections().stream().flatMap(section -> unfolded(section.blocks())).toList();
  }

  private static Stream<Block> unfolded(List<Block> blocks) {
    return blocks.stream()
        .flatMap(block -> block instanceof Fold fold ? unfolded(fold.blocks()) : Stream.of(block));
  }

  /** The page as far as it is ours; a failing test must not print half a megabyte. */
  private static String withoutLibrary(Page page) {
    return page.html().replace(page.scripts().library(), "");
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
