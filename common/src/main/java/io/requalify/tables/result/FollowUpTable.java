package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Whether conversion to accepted moved by how soon sales came, or by what the contacts are. */
public final class FollowUpTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String ROUTE = "route";
  public static final String BASE = "base";
  public static final String PART = "part";
  public static final String BEFORE = "before";
  public static final String NOW = "now";
  public static final String DIFFERENCE = "difference";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String SHARE_OF_CHANGE = "share_of_change";
  public static final String CONTACTS_BEFORE = "contacts_before";
  public static final String CONTACTS_NOW = "contacts_now";
  public static final String TOUCHED_BEFORE = "touched_before";
  public static final String TOUCHED_NOW = "touched_now";
  public static final String VERDICT = "verdict";
  public static final String FINDING = "finding";
  public static final String REASON = "reason";

  /** The whole change. */
  public static final String TOTAL = "total";

  /** What of it comes from when sales came. */
  public static final String FOLLOW_UP = "follow_up";

  /** What of it comes from contacts that were reached as soon. */
  public static final String QUALITY = "quality";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "follow_up",
              "Whether conversion to accepted moved by how soon sales came, or by what the contacts are.")
          .required(
              ROUTE, StringType, "How they came to sales: rule, exploration, hand_raise or manual")
          .required(
              BASE,
              StringType,
              "qualified: all whose horizon is over, and never to be touched is the slowest follow-up; touched: only those that sales touched")
          .required(
              PART,
              StringType,
              "total, or what of it comes from follow_up (when sales came) and quality (how contacts that were reached as soon convert); these two add up to it")
          .optional(
              BEFORE,
              DoubleType,
              "Conversion in the earlier half of the window's months; null where refused",
              "share")
          .optional(NOW, DoubleType, "Conversion in the later half", "share")
          .optional(
              DIFFERENCE, DoubleType, "This part of now minus before; null where refused", "share")
          .optional(
              LOWER,
              DoubleType,
              "Of its interval of 95% between accounts; null where refused, and where no two accounts differ",
              "share")
          .optional(UPPER, DoubleType, "Upper end of the same", "share")
          .optional(
              SHARE_OF_CHANGE,
              DoubleType,
              "This part over the total; beyond 0 and 1 where the parts go against each other, null where the total is 0 or refused",
              "share")
          .required(
              CONTACTS_BEFORE, LongType, "Contacts of the base in the earlier half", "contacts")
          .required(CONTACTS_NOW, LongType, "Contacts of the base in the later half", "contacts")
          .optional(
              TOUCHED_BEFORE,
              DoubleType,
              "Share of the qualified that sales touched, in the earlier half; null where there were none",
              "share")
          .optional(TOUCHED_NOW, DoubleType, "The same in the later half", "share")
          .optional(
              VERDICT,
              StringType,
              "no_fall (that it fell cannot be said), follow_up, lead_quality, both, or undecided (it fell, but whose the fall is cannot be said); null where refused")
          .required(FINDING, StringType, "The verdict in a sentence; empty where refused")
          .required(REASON, StringType, "Why nothing can be said; empty where it can")
          .key(REVIEW_ID, ROUTE, BASE, PART)
          .check("base_is_known", "base IN ('qualified', 'touched')")
          .check("part_is_known", "part IN ('total', 'follow_up', 'quality')")
          .check(
              "verdict_is_known",
              "verdict IS NULL OR verdict IN ('no_fall', 'follow_up', 'lead_quality', 'both', 'undecided')")
          .check("either_found_or_refused", "(difference IS NULL) = (reason != '')")
          .check("found_in_words", "(difference IS NULL) = (finding = '')")
          .build();

  private FollowUpTable() {}
}
