/**
 * What is proposed to those who decide on a candidate: promote, hold or reject, by a rule whose
 * every gate is told with its figure.
 */
package io.requalify.statistics.proposals;
