package io.requalify.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.requalify.rules.ManualVersion;
import io.requalify.tables.source.RoutingsTable;
import org.apache.spark.sql.Column;

/** How real decisions came about, by the word in {@code routings.route}. */
public final class Routes {
  private static final String RULE = "rule";
  private static final String EXPLORATION = "exploration";

  private Routes() {}

  /** True where a score decided: the rule, or a draw among those below it; false for no route. */
  public static Column byScore(Column route) {
    return coalesce(route.isin(RULE, EXPLORATION), lit(false));
  }

  /** True where a person decided; false for no route. */
  public static Column byHand(Column route) {
    return coalesce(route.equalTo(RoutingsTable.MANUAL_ROUTE), lit(false));
  }

  /**
   * True where the decision is of the kind that the version makes, so that what came of it speaks
   * of the version: by hand for {@link ManualVersion}, by a score for every other. Never both: whom
   * people pick is unlike those whom a score picks.
   */
  public static Column speaksOf(Column version, Column route) {
    return when(version.equalTo(ManualVersion.NAME), byHand(route)).otherwise(byScore(route));
  }

  /** True where the contact was drawn at random; false for no route. */
  public static Column explored(Column route) {
    return coalesce(route.equalTo(EXPLORATION), lit(false));
  }
}
