/** Intervals, empirical Bayes and estimators over counted evidence, in plain Java. */
package io.requalify.statistics;
