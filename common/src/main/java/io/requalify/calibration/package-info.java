/**
 * What points are worth among the contacts that sales worked: Spark counts the labelled episodes
 * once by points, plain Java concludes.
 */
package io.requalify.calibration;
