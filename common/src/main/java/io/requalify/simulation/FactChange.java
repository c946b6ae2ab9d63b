package io.requalify.simulation;

/**
 * A fact about a contact or an account that changed. The changes of one attribute of one entity
 * become known in the order in which they happened.
 *
 * @param entity contact or account
 * @param changedAt from when the value holds
 * @param knownAt not before {@code changedAt}
 */
record FactChange(
    String entity, String entityId, String attribute, long changedAt, String value, long knownAt) {
  static final String CONTACT = "contact";
  static final String ACCOUNT = "account";

  static final String SENIORITY = "seniority";
  static final String DEPARTMENT = "department";
  static final String EMPLOYEES = "employees";
  static final String INDUSTRY = "industry";
  static final String COUNTRY = "country";

  String evidence() {
    return knownAt == changedAt ? "exact" : "backfilled";
  }
}
