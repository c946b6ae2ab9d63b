package io.requalify.statistics.proposals;

/** What is proposed or decided of a candidate. */
public enum Verdict {
  /** Every gate was passed. */
  PROMOTE,
  /** Neither promoted nor rejected: something is not known, or asks for a signature. */
  HOLD,
  /** Surely worse, and no gain in volume makes up for it, whatever is not known. */
  REJECT
}
