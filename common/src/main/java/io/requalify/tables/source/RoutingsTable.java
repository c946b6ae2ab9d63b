package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each logged real decision about a contact: sent to sales, or not. */
public final class RoutingsTable {
  public static final String CONTACT_ID = "contact_id";
  public static final String DECIDED_AT = "decided_at";
  public static final String RULE_VERSION = "rule_version";
  public static final String SCORE = "score";
  public static final String ROUTE = "route";
  public static final String PROPENSITY = "propensity";
  public static final String WORKED = "worked";
  public static final String FIRST_TOUCH_AT = "first_touch_at";
  public static final String REASON = "reason";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Route of what a person decided. */
  public static final String MANUAL_ROUTE = "manual";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "routings",
              "One row for each logged real decision about a contact: sent to sales, or not.")
          .required(CONTACT_ID, StringType, "About whom")
          .required(DECIDED_AT, TimestampType, "When it was decided", "UTC")
          .optional(RULE_VERSION, StringType, "Version that was live then; null where nobody knows")
          .optional(SCORE, DoubleType, "Score at the decision, as logged", "points")
          .required(ROUTE, StringType, "rule, exploration, hand_raise or manual")
          .optional(
              PROPENSITY,
              DoubleType,
              "Probability with which this contact was to be worked by this route, as logged; null where none was logged")
          .required(WORKED, BooleanType, "True when sales worked the contact")
          .optional(
              FIRST_TOUCH_AT,
              TimestampType,
              "First touch by sales; null where there was none",
              "UTC")
          .optional(REASON, StringType, "Why, as logged")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, CONTACT_ID, DECIDED_AT)
          .partitionedBy(SOURCE)
          .check("route_is_known", "route IN ('rule', 'exploration', 'hand_raise', 'manual')")
          .check(
              "propensity_is_a_probability",
              "propensity IS NULL OR (propensity > 0 AND propensity <= 1)")
          .build();

  private RoutingsTable() {}
}
