package io.requalify.tables;

/**
 * What a write did.
 *
 * @param table name of the table
 * @param version Delta version of the table that now holds the slice
 * @param rows rows of the slice
 * @param changed false when the slice already held exactly these rows and nothing was written
 */
public record WriteReceipt(String table, long version, long rows, boolean changed) {}
