package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What happened to contacts between the decision to send them to sales and what sales said. */
public final class SlaTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String ROUTE = "route";
  public static final String CHANNEL = "channel";
  public static final String COHORT = "cohort";
  public static final String PART = "part";
  public static final String ITEM = "item";
  public static final String CONTACTS = "contacts";
  public static final String OF_CONTACTS = "of_contacts";
  public static final String SHARE = "share";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String HOURS = "hours";
  public static final String REASON = "reason";

  /** When sales first touched them. */
  public static final String OF_TOUCH = "touch";

  /** After how many hours a share of them was touched. */
  public static final String OF_HOURS = "hours_to_touch";

  /** What sales first said of them. */
  public static final String OF_DISPOSITION = "disposition";

  /** Why sales rejected or recycled them. */
  public static final String OF_REASON = "reason";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "sla",
              "What happened to contacts between the decision to send them to sales and what sales said.")
          .required(
              ROUTE,
              StringType,
              "How they came to sales: rule, exploration, hand_raise or manual; a contact counts by its first decision of a route in the window")
          .required(CHANNEL, StringType, "Channel of the contact, or (all)")
          .required(COHORT, StringType, "Month of the decision in the zone of the review, or (all)")
          .required(
              PART,
              StringType,
              "touch: when sales first touched them; hours_to_touch: after how many hours a share of all was touched; disposition: what sales first said; reason: why it rejected or recycled")
          .required(
              ITEM,
              StringType,
              "Of touch a span of time, touched (all that were) or never; of hours_to_touch half or nine_in_ten; of disposition accepted, rejected, recycled, none or not_due; of reason what is recorded, (none) or (other)")
          .required(
              CONTACTS,
              LongType,
              "Contacts of this item; only those whose horizon is over count, but for not_due",
              "contacts")
          .required(
              OF_CONTACTS,
              LongType,
              "Of how many: contacts whose horizon is over; of not_due all, of a reason those with a disposition that has reasons, of hours_to_touch those of whom it is known whether and when",
              "contacts")
          .optional(SHARE, DoubleType, "Contacts of this item among them; null of none", "share")
          .optional(
              LOWER,
              DoubleType,
              "Of its interval of 95% (Wilson), as if contacts were independent; null like the share",
              "share")
          .optional(UPPER, DoubleType, "Upper end of the same", "share")
          .optional(
              HOURS,
              DoubleType,
              "Of hours_to_touch: within so many whole hours at least that share of all contacts was touched; else null",
              "hours")
          .required(REASON, StringType, "Why there is no share, or no hours; empty where there are")
          .key(REVIEW_ID, ROUTE, CHANNEL, COHORT, PART, ITEM)
          .check("part_is_known", "part IN ('touch', 'hours_to_touch', 'disposition', 'reason')")
          .check("items_are_among_all", "contacts >= 0 AND contacts <= of_contacts")
          .check(
              "missing_with_a_reason",
              "reason != '' OR (share IS NOT NULL AND (part != 'hours_to_touch' OR hours IS NOT NULL))")
          .build();

  private SlaTable() {}
}
