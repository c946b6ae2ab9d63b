package io.requalify.conditions;

import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CurrentLikeContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ExistsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.IntervalLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LambdaContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.QueryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StarContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SubqueryExpressionContext;

/** Names in words the forms of SQL that a condition may not have. */
final class Refusals {
  private static final String SUBQUERY = "a subquery";
  private static final String REPLAYED =
      "a replay knows no present: write an instant such as TIMESTAMP '2026-01-31T00:00:00Z'";

  private static final Map<Class<?>, Refusal> KNOWN =
      Map.of(
          SubqueryExpressionContext.class,
          new Refusal(SUBQUERY, "read the event or contact.* and account.* only"),
          ExistsContext.class,
          new Refusal(SUBQUERY, "read the event or contact.* and account.* only"),
          QueryContext.class,
          new Refusal(SUBQUERY, "read the event or contact.* and account.* only"),
          LambdaContext.class,
          new Refusal("a lambda", "write the condition without ->"),
          CurrentLikeContext.class,
          new Refusal("the current time or user", REPLAYED),
          IntervalLiteralContext.class,
          new Refusal("an interval", REPLAYED),
          StarContext.class,
          new Refusal("*", "name one field"));

  private Refusals() {}

  static String problem(ParserRuleContext context, String excerpt) {
    Refusal refusal = KNOWN.get(context.getClass());
    return refusal == null
        ? "'" + excerpt + "' is not allowed in a condition"
        : refusal.words() + " is not allowed in a condition";
  }

  static String remedy(ParserRuleContext context) {
    Refusal refusal = KNOWN.get(context.getClass());
    return refusal == null ? "docs/conditions.md lists what is allowed" : refusal.remedy();
  }

  private record Refusal(String words, String remedy) {}
}
