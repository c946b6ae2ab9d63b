/**
 * What other thresholds would qualify, and what the rules have to do with it, from small tables of
 * counts by score, in plain Java: the frontier of every threshold, thresholds by segment under a
 * capacity of sales, and what each rule contributes to qualification.
 */
package io.requalify.statistics.thresholds;
