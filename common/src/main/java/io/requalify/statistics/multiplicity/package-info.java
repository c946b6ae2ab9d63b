/** Many versions, many looks: p-values, bounds and intervals that hold all together. */
package io.requalify.statistics.multiplicity;
