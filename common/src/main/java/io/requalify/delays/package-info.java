/**
 * How long outcomes take, and what is still to come of young cohorts: Spark counts the labelled
 * episodes once, plain Java concludes.
 */
package io.requalify.delays;
