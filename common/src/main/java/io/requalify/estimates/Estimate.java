package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;

import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.statistics.SwapEvidence;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DecisionGatesTable;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.ExplorationPlansTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.SwapSetsTable;
import io.requalify.tables.source.ContactsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Compares each candidate with production, estimates what share of the contacts that it qualifies
 * sales would have converted, and proposes to promote, hold or reject it.
 *
 * <p>The unit is the contact by its first episode in the window under a version. What is seen is
 * seen of contacts that sales worked on a rule or exploration route and whose horizon is over as of
 * the review; hand-raisers and manual routings are no support. Only of {@link
 * io.requalify.rules.ManualVersion} is seen what was worked on a manual route. See {@link
 * io.requalify.statistics.SelfNormalisedWeighting} for the point estimate.
 */
public final class Estimate {
  private final Tables tables;

  public Estimate(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the swap sets, estimates and proposals of a review whose episodes are labelled. A review
   * without any version has none, and one that does not ask for the outcome of its promotion rule
   * has no proposals.
   *
   * @throws ContractViolationException when a version was not rescored, or the episodes not
   *     labelled
   */
  public List<WriteReceipt> run(Review review) {
    if (review.versions().isEmpty()) {
      return List.of(
          replace(SwapSetsTable.CONTRACT, List.of(), review),
          replace(ConversionEstimatesTable.CONTRACT, List.of(), review));
    }
    String production = requireProduction(review);
    requireRescored(review);
    Dataset<Row> labelled = LabelledEpisodes.of(tables, review);
    Population population = Population.of(tables.read(ContactsTable.CONTRACT), review);
    ReviewEvidence evidence = evidence(review, production, population, labelled);
    List<WriteReceipt> written = new ArrayList<>();
    written.addAll(estimates(review, production, population, evidence));
    written.addAll(proposals(review, evidence));
    return written;
  }

  private List<WriteReceipt> estimates(
      Review review, String production, Population population, ReviewEvidence evidence) {
    List<Row> swapSets = new ArrayList<>();
    List<Row> estimates = new ArrayList<>();
    SwapSetRows swapSetRows = new SwapSetRows(review);
    EstimateRows estimateRows = new EstimateRows(review, production);
    evidence
        .slices()
        .forEach(
            (key, known) -> {
              estimates.addAll(estimateRows.rows(key, known));
              if (!key.version().equals(production) && key.cohort().equals(Review.ALL)) {
                swapSets.addAll(swapSetRows.rows(key, known, neither(population, key, known)));
              }
            });
    return List.of(
        replace(SwapSetsTable.CONTRACT, swapSets, review),
        replace(ConversionEstimatesTable.CONTRACT, estimates, review));
  }

  private List<WriteReceipt> proposals(Review review, ReviewEvidence evidence) {
    ProposalRows rows =
        review.horizonDays().containsKey(review.promotion().outcome())
            ? ProposalRows.of(review, evidence, CalibrationSlopes.of(tables, review))
            : ProposalRows.none(review);
    return List.of(
        replace(DecisionsProposedTable.CONTRACT, rows.proposals(), review),
        replace(DecisionGatesTable.CONTRACT, rows.gates(), review),
        replace(ExplorationPlansTable.CONTRACT, rows.draws(), review));
  }

  /** Those whom neither version qualifies have a channel, but no segment at an entry. */
  private static OptionalLong neither(Population population, EvidenceKey key, SliceEvidence known) {
    if (!key.isOfWholeChannel()) {
      return OptionalLong.empty();
    }
    SwapEvidence swaps = known.swaps();
    long qualified = swaps.candidateContacts() + swaps.swapOut().contacts();
    return OptionalLong.of(population.beside(key.channel(), qualified));
  }

  private WriteReceipt replace(TableContract contract, List<Row> rows, Review review) {
    return tables.replace(contract, tables.of(contract, rows), review.slice());
  }

  private ReviewEvidence evidence(
      Review review, String production, Population population, Dataset<Row> labelled) {
    SortedMap<EvidenceKey, SliceEvidence> slices = new TreeMap<>();
    for (String version : review.versions()) {
      for (String channel : population.byChannel().keySet()) {
        for (String outcome : review.horizonDays().keySet()) {
          slices.put(EvidenceKey.ofChannel(version, channel, outcome), SliceEvidence.nothing());
        }
      }
    }
    ReviewEvidence found =
        new EvidencePasses(review, production, thresholds(review, production)).over(labelled);
    slices.putAll(found.slices());
    return new ReviewEvidence(slices, found.versions(), found.swapIns());
  }

  /** It was required to be there. */
  private ProductionThresholds thresholds(Review review, String production) {
    return ProductionThresholds.of(
        tables
            .read(RuleVersionsTable.CONTRACT, review.slice())
            .where(col(RuleVersionsTable.RULE_VERSION).equalTo(production))
            .select(RuleVersionsTable.DOCUMENT)
            .as(Encoders.STRING())
            .first());
  }

  private static String requireProduction(Review review) {
    return review
        .production()
        .orElseThrow(
            () ->
                new ContractViolationException(
                    "Review %s has the candidates %s but no production version to compare them with; name it with --production"
                        .formatted(review.id(), review.candidates())));
  }

  private void requireRescored(Review review) {
    List<String> rescored =
        tables
            .read(RuleVersionsTable.CONTRACT, review.slice())
            .select(col(RuleVersionsTable.RULE_VERSION))
            .as(Encoders.STRING())
            .collectAsList();
    if (!rescored.containsAll(review.versions())) {
      throw new ContractViolationException(
          "Review %s compares %s, but in table %s only %s were rescored; run rescore with the same options first"
              .formatted(
                  review.id(),
                  review.versions(),
                  RuleVersionsTable.CONTRACT.name(),
                  new TreeSet<>(rescored)));
    }
  }
}
