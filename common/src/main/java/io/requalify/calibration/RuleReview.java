package io.requalify.calibration;

import io.requalify.episodes.RescoredVersions;
import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.RuleContributionsTable;
import io.requalify.tables.result.TimelinesTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each rule of the versions of a review contributes: to scores, to who qualifies, and to what
 * came of it. The history is replayed once for all versions and for each version less each rule.
 */
public final class RuleReview {
  private final Tables tables;

  public RuleReview(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes {@code rule_contributions} of a review.
   *
   * @param files versions of the rule files; those that the review does not name are left out
   * @throws io.requalify.rules.InvalidRulesException with every fault of the conditions
   * @throws ContractViolationException when the review was not rescored with these files, or its
   *     episodes not labelled
   */
  public List<WriteReceipt> run(
      Review review, List<RuleVersion> files, AttributeCatalogue catalogue) {
    RescoredVersions rescored = RescoredVersions.of(tables, review, files, catalogue);
    Dataset<Row> labelled = LabelledEpisodes.of(tables, review);
    ReplayedRules rules = ReplayedRules.of(rescored.versions(), rescored.conditions());
    List<String> outcomes = List.copyOf(review.horizonDays().keySet());
    List<String> versions = rules.versions().stream().map(Scorecard::version).toList();
    RuleSums sums =
        versions.isEmpty()
            ? new RuleSums()
            : RuleCounts.of(
                tables.read(TimelinesTable.CONTRACT, rescored.timelines().slice()),
                KnownOutcomes.of(labelled, review, versions, outcomes),
                rules,
                outcomes.size(),
                review);
    RuleContributionRows rows =
        new RuleContributionRows(review, rules, sums, KnownOutcomes.currencies(labelled));
    return List.of(
        tables.replace(
            RuleContributionsTable.CONTRACT,
            tables.of(RuleContributionsTable.CONTRACT, rows.rows(rescored.versions())),
            review.slice()));
  }
}
