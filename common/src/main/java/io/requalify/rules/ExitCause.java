package io.requalify.rules;

/** Why an episode ended. */
public enum ExitCause {
  /** Sales sent the lead back for later. */
  RECYCLED,

  /** The opportunity was lost. */
  LOST,

  /** The score fell below the limit of the version and stayed there. */
  FELL,

  /** A suppression took the contact out of the population. */
  DROPPED
}
