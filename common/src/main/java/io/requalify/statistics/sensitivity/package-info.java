/**
 * What cannot be seen: intervals for a bounded truth, how strong a hidden difference would have to
 * be, and how many contacts to draw at random in order to see.
 */
package io.requalify.statistics.sensitivity;
