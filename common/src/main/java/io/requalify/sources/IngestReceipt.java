package io.requalify.sources;

import java.util.List;

/**
 * What an ingest did.
 *
 * @param source name under which the rows stand in the tables
 * @param tables in the order of the contracts
 * @param unread names in the folder that belong to no table
 */
public record IngestReceipt(String source, List<TableReceipt> tables, List<String> unread) {
  public IngestReceipt {
    tables = List.copyOf(tables);
    unread = List.copyOf(unread);
  }
}
