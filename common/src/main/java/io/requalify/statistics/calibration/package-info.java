/**
 * Whether a score keeps its promises and puts contacts in the right order, from small tables of
 * counts by score: all of it describes the contacts that are counted, which are those whom sales
 * worked.
 */
package io.requalify.statistics.calibration;
