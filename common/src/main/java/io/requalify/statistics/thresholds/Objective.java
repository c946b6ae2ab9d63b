package io.requalify.statistics.thresholds;

/** What sales is to get as much of as it can. */
public enum Objective {
  /** Contacts that sales accepts. */
  ACCEPTED,
  /** Contacts that win. */
  WON
}
