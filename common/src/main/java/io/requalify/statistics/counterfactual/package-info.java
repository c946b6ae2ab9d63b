/**
 * From counted cells to an outcome model, propensities and grades, and from these to the sums that
 * the estimators of {@link io.requalify.statistics} need. Spark counts the cells of a review and
 * sums its units by what is made of them here; {@link
 * io.requalify.statistics.counterfactual.UnitLedger} does both in plain Java.
 */
package io.requalify.statistics.counterfactual;
