/**
 * How good a channel is, what it costs, which touches a conversion is put to, and what a channel
 * must bring for a target, in plain Java from counts and sums.
 */
package io.requalify.statistics.channels;
