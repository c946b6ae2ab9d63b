package io.requalify.calibration;

/** What is counted of the rules of a version, in whole numbers, so that any order adds up alike. */
enum RuleCount {
  /** Contacts of the window, of the version as a whole. */
  CONTACTS,
  /** Entered by their score, of the version as a whole. */
  QUALIFIED,
  /** Of these, by more rules at once than orders are counted for. */
  UNSHARED,
  /** To whose score the rule gives anything. */
  FIRED,
  /** What it gives, in millionths of a point. */
  POINTS,
  /** What it gives to the qualified, in millionths of a point. */
  QUALIFIED_POINTS,
  PIVOTAL,
  KEPT_OUT,
  /** Share of qualification, in billionths. */
  SHARE,
  LOST,
  GAINED,
  MOVED,
  /** From here on by outcome. Amounts are hundredths of the currency. */
  PIVOTAL_MATURE,
  PIVOTAL_CONVERTED,
  LOST_MATURE,
  LOST_CONVERTED,
  LOST_AMOUNT,
  GAINED_MATURE,
  GAINED_CONVERTED,
  GAINED_AMOUNT
}
