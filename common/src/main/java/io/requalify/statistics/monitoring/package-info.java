/**
 * Whether something has changed since the rules went live, from small tables of counts, in plain
 * Java: the mix of contacts, weekly acceptance, points heaped just above the threshold, volume
 * without value, slow follow-up against poor leads, and whether an MQL foretells winning at all.
 */
package io.requalify.statistics.monitoring;
