/**
 * Time to event from small tables of counts, in plain Java: how many have not left yet, by which
 * cause they left, how known outcomes stand for unknown ones, and what money is still to come.
 */
package io.requalify.statistics.survival;
