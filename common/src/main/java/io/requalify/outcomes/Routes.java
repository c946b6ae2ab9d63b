package io.requalify.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

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

  /** True where the contact was drawn at random; false for no route. */
  public static Column explored(Column route) {
    return coalesce(route.equalTo(EXPLORATION), lit(false));
  }
}
