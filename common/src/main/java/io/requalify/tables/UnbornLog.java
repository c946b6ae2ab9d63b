package io.requalify.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a run that was killed while it made a table leaves: the folder of a log without a commit.
 * Delta then takes the table for made, makes none, and finds none to write to.
 *
 * @param table folder of the table
 */
record UnbornLog(String table) {
  /** Takes the folder away, unless there is a commit in it, or none is there. */
  void clear(Configuration configuration) {
    Path log = new Path(table, "_delta_log");
    try {
      FileSystem files = log.getFileSystem(configuration);
      if (!files.exists(log)) {
        return;
      }
      FileStatus[] found = files.listStatus(log);
      for (FileStatus status : found) {
        if (isCommit(status.getPath())) {
          return;
        }
      }
      for (FileStatus unfinished : found) {
        files.delete(unfinished.getPath(), true);
      }
      // Not with what is in it: another run may have made its first commit just now.
      files.delete(log, false);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder %s cannot be cleared".formatted(log), e);
    }
  }

  private static boolean isCommit(Path file) {
    return Character.isDigit(file.getName().charAt(0));
  }
}
