/** Contracts of the tables that a review writes, and of the timelines it replays. */
package io.requalify.tables.result;
