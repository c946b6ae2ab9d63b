package io.requalify.tables;

import static java.util.Objects.requireNonNull;

/**
 * Where the tables are: a folder that Hadoop can open, each table one Delta table in it.
 *
 * @param uri a plain path or a URI, without a slash at the end
 */
public record Warehouse(String uri) {
  public Warehouse {
    requireNonNull(uri, "uri");
    if (uri.isBlank()) {
      throw new IllegalArgumentException("The warehouse has no path");
    }
    while (uri.length() > 1 && uri.endsWith("/")) {
      uri = uri.substring(0, uri.length() - 1);
    }
  }

  /** Folder of one table. */
  public String pathOf(TableContract contract) {
    return uri + "/" + contract.name();
  }
}
