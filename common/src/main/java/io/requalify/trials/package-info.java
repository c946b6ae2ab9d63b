/**
 * Small worlds with known truth in which estimators are tried many times: what they say on average,
 * how often their intervals hold the truth, and how often they refuse. Plain Java, no Spark.
 */
package io.requalify.trials;
