package io.requalify.delays;

import io.requalify.statistics.TrustGates;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DelaysTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.OpenRevenueTable;
import io.requalify.tables.result.TimeToEventTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Follows the contacts of each version from the decision on: when which outcome came, whether young
 * cohorts take as long as old ones, and what money they still will bring.
 *
 * <p>The unit is the contact by its first episode in the window under a version, and it is followed
 * where sales worked it on a rule or exploration route; hand-raisers and manual routings are
 * another process. Who was never worked is unobserved, and nothing here speaks of it. Contacts
 * weigh alike, so this tells of those that sales worked, not of all that a candidate would send.
 */
public final class Delays {
  private final Tables tables;

  public Delays(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the course of each outcome, its delays, and the money that is still to come. A version
   * none of whose contacts was worked has rows that say so, a review without any version has none;
   * money is told where the review asks for won and any has come.
   */
  public List<WriteReceipt> run(Review review) {
    List<Row> courses = new ArrayList<>();
    List<Row> delays = new ArrayList<>();
    List<Row> revenues = new ArrayList<>();
    List<OutcomeFamily> families = OutcomeFamily.of(review);
    if (!review.versions().isEmpty() && !families.isEmpty()) {
      Dataset<Row> labelled = tables.read(LabelledEpisodesTable.CONTRACT, review.slice());
      // Delays and money are counted of the same contacts.
      Dataset<Row> units = DelayUnits.of(labelled, review).persist();
      try {
        follow(review, new DelayCounts(review, families).over(units), courses, delays);
        if (review.horizonDays().containsKey(TrustGates.WON)) {
          OpenRevenueRows rows = new OpenRevenueRows(review);
          new RevenueCounts(review)
              .over(units)
              .forEach((key, revenue) -> revenues.addAll(rows.rows(key, revenue)));
        }
      } finally {
        units.unpersist();
      }
    }
    return List.of(
        replace(TimeToEventTable.CONTRACT, courses, review),
        replace(DelaysTable.CONTRACT, delays, review),
        replace(OpenRevenueTable.CONTRACT, revenues, review));
  }

  private static void follow(
      Review review, SortedMap<DelayKey, Exits> counts, List<Row> courses, List<Row> delays) {
    TimeToEventRows courseRows = new TimeToEventRows(review);
    DelayRows delayRows = new DelayRows(review);
    counts.forEach(
        (key, exits) -> {
          courses.addAll(courseRows.rows(key, exits));
          delays.addAll(delayRows.rows(key, exits));
        });
  }

  private WriteReceipt replace(TableContract contract, List<Row> rows, Review review) {
    return tables.replace(contract, tables.of(contract, rows), review.slice());
  }
}
