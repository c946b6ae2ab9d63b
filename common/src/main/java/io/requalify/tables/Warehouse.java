package io.requalify.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;

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

  /**
   * Makes the folder where it is not there.
   *
   * @throws ContractViolationException when it cannot be made or this user may not write in it
   */
  void requireWritable(Configuration configuration) {
    try {
      Path folder = new Path(uri);
      FileSystem files = folder.getFileSystem(configuration);
      files.mkdirs(folder);
      files.access(folder, FsAction.WRITE);
    } catch (IOException | IllegalArgumentException e) {
      throw WriteFailures.unwritable(this, e);
    }
  }

  /**
   * Folder of one table, with its file system and from its root: Delta takes a relative path for
   * the name of a table in a catalogue.
   *
   * @throws ContractViolationException when there is no such file system
   */
  String pathOf(TableContract contract, Configuration configuration) {
    try {
      Path path = new Path(uri, contract.name());
      return path.getFileSystem(configuration).makeQualified(path).toString();
    } catch (IOException | IllegalArgumentException e) {
      throw WriteFailures.unwritable(this, e);
    }
  }
}
