/** From events, facts and stages to one row for each contact, its hits in time order. */
package io.requalify.timelines;
