package io.requalify.tables;

/**
 * Which of several contacts an opportunity is put down to, under one version. Those contacts are
 * meant whose horizon the outcome falls into; a decision or opportunity of one contact alone is
 * that contact's.
 */
public enum OpportunityLink {
  /**
   * The contact that qualified last before the opportunity was created, else the one that qualified
   * first after it. So no opportunity counts twice in a total.
   */
  LATEST,

  /** The contact that qualified first. No opportunity counts twice either. */
  FIRST,

  /** Each of them: shares are those of contacts, and sums count an opportunity more than once. */
  EVERY
}
