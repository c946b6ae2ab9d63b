package io.requalify.sources;

/**
 * What became of the rows that were meant for a table: {@code read = accepted + collapsed +
 * rejected}.
 *
 * @param table name of the table
 * @param read rows that the inputs gave
 * @param accepted rows that the table now holds of this source
 * @param collapsed rows that were equal to another one, and so are in it
 * @param rejected rows that broke the contract, kept in rejected_rows
 */
public record TableReceipt(String table, long read, long accepted, long collapsed, long rejected) {
  /** Share of the rows that was rejected; 0 where none was read. */
  public double rejectedShare() {
    return read == 0 ? 0 : (double) rejected / read;
  }
}
