package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.STRINGS;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/**
 * One row for each passage of an account into qualification under one version by which accounts
 * qualify, with its entry inside the window.
 */
public final class AccountEpisodesTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String ACCOUNT_ID = "account_id";
  public static final String CYCLE = "cycle";
  public static final String ENTRY_AT = "entry_at";
  public static final String SCORE = "score";
  public static final String CONTACTS = "contacts";
  public static final String BROAD_CONTACTS = "broad_contacts";
  public static final String MOST_ENGAGED = "most_engaged";
  public static final String ROLLED_DOWN_TO = "rolled_down_to";
  public static final String EXIT_AT = "exit_at";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "account_episodes",
              "One row for each passage of an account into qualification under one version, with its entry inside the window.")
          .required(RULE_VERSION, StringType, "Version under which the account qualified")
          .required(ACCOUNT_ID, StringType, "Which account")
          .required(
              CYCLE,
              IntegerType,
              "1 for the first passage of the account under this version, 2 for the next")
          .required(ENTRY_AT, TimestampType, "Instant of the entry", "UTC")
          .required(
              SCORE, DoubleType, "Score of the account at the entry, to a millionth", "points")
          .required(CONTACTS, IntegerType, "Contacts that contributed at the entry", "contacts")
          .optional(
              BROAD_CONTACTS,
              IntegerType,
              "Of these, contacts that took part as the version asks; null where it does not ask",
              "contacts")
          .optional(
              MOST_ENGAGED,
              StringType,
              "The contact with the highest contribution at the entry; null where none contributed")
          .required(
              ROLLED_DOWN_TO,
              STRINGS,
              "Contacts that the version lets qualify with the account, by id; those of them that did not qualify by themselves and were not barred have an episode with rolled_down")
          .optional(EXIT_AT, TimestampType, "End of the episode; null while it lasts", "UTC")
          .key(REVIEW_ID, RULE_VERSION, ACCOUNT_ID, CYCLE)
          .check("cycle_is_positive", "cycle >= 1")
          .build();

  private AccountEpisodesTable() {}
}
