package io.requalify.tables;

/**
 * A table as it is at one moment.
 *
 * @param identity what Delta named the table when it was made, which no other table is named, also
 *     not one that was made later in the same folder; empty when it was never made
 * @param version Delta version; -1 when it was never made
 */
public record TableState(String identity, long version) {}
