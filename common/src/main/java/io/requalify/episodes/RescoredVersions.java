package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;

import io.requalify.conditions.ConditionSet;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.timelines.BuiltTimelines;
import io.requalify.timelines.Timelines;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The versions of rules of a review that was rescored, for steps that replay them once more over
 * the same timelines.
 *
 * @param versions in the order of the review, without the version made by hand
 * @param conditions those that the timelines were made for
 * @param timelines what was replayed
 */
public record RescoredVersions(
    List<RuleVersion> versions, ConditionSet conditions, BuiltTimelines timelines) {
  public RescoredVersions {
    versions = List.copyOf(versions);
  }

  /**
   * The versions among rule files.
   *
   * @param files versions of the rule files; those that the review does not name are left out
   * @throws io.requalify.rules.InvalidRulesException with every fault of the conditions
   * @throws ContractViolationException when the review was not rescored, a version or its
   *     conditions are not what they were then, or the timelines are not there any more
   */
  public static RescoredVersions of(
      Tables tables, Review review, List<RuleVersion> files, AttributeCatalogue catalogue) {
    List<RuleVersion> versions = RuleVersionRows.chosen(review, files);
    RuleVersionRows.requireUnchanged(tables, review, versions);
    ConditionSet conditions = ConditionSet.of(versions, catalogue);
    List<Row> rescored =
        tables
            .read(ReviewsTable.CONTRACT, review.slice())
            .select(col(ReviewsTable.TIMELINE_ID), col(ReviewsTable.INPUTS))
            .where(col(ReviewsTable.TIMELINE_ID).isNotNull())
            .collectAsList();
    if (rescored.isEmpty()) {
      throw new ContractViolationException(
          "Review %s was not rescored; run rescore with the same options first"
              .formatted(review.id()));
    }
    Map<String, Long> inputs = rescored.get(0).getJavaMap(1);
    return new RescoredVersions(
        versions,
        conditions,
        new Timelines(tables).made(conditions, inputs, rescored.get(0).getString(0)));
  }
}
