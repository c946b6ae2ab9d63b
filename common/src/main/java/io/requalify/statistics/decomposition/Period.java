package io.requalify.statistics.decomposition;

/** One of the two periods that are compared. */
public enum Period {
  BEFORE,
  AFTER
}
