package io.requalify.calibration;

import static io.requalify.tables.result.LabelledEpisodesTable.AMOUNT;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CURRENCY;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.tables.Review;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What came of contacts under the versions of a review, one row for each contact. */
final class KnownOutcomes {
  /** The contact that the outcomes are of. */
  static final String CONTACT = "_contact";

  /**
   * Of each version and outcome that is known: their places, whether it came, and its money in
   * hundredths. By version, then by outcome.
   */
  static final String KNOWN = "_known";

  private static final String SEEN = "_seen";
  private static final String CAME = "_came";
  private static final String HUNDREDTHS = "_hundredths";

  private KnownOutcomes() {}

  /** Currencies of the money that is known, by outcome; none of an outcome that brings none. */
  static SortedMap<String, SortedSet<String>> currencies(Dataset<Row> labelled) {
    SortedMap<String, SortedSet<String>> currencies = new TreeMap<>();
    labelled
        .where(col(AMOUNT).isNotNull().and(col(CURRENCY).isNotNull()))
        .select(OUTCOME, CURRENCY)
        .distinct()
        .collectAsList()
        .forEach(
            row ->
                currencies
                    .computeIfAbsent(row.getString(0), missing -> new TreeSet<>())
                    .add(row.getString(1)));
    return currencies;
  }

  /**
   * The outcomes of contacts whom sales worked by a score, and whose horizon is over.
   *
   * @param versions names, by the places of which the versions are told
   * @param outcomes names, by the places of which the outcomes are told
   */
  static Dataset<Row> of(
      Dataset<Row> labelled, Review review, List<String> versions, List<String> outcomes) {
    Column money = coalesce(col(AMOUNT), lit(0)).multiply(lit(100)).cast("bigint");
    return FirstEpisodes.of(
            labelled.where(col(RULE_VERSION).isInCollection(versions)),
            FirstEpisodes.seen().and(FirstEpisodes.due(review)).as(SEEN),
            FirstEpisodes.converted().as(CAME),
            when(FirstEpisodes.converted(), money).otherwise(lit(0L)).as(HUNDREDTHS))
        .where(col(SEEN))
        .groupBy(col(CONTACT_ID).as(CONTACT))
        .agg(
            sort_array(
                    collect_list(
                        struct(
                            place(versions, col(RULE_VERSION)).as("version"),
                            place(outcomes, col(OUTCOME)).as("outcome"),
                            col(CAME),
                            col(HUNDREDTHS))))
                .as(KNOWN));
  }

  private static Column place(List<String> names, Column name) {
    return array_position(array(names.stream().map(each -> lit(each)).toArray(Column[]::new)), name)
        .cast("int")
        .minus(lit(1));
  }
}
