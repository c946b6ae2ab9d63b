package io.requalify.sources;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be ingested.
 *
 * @param folder path or URI of the folder of the export
 * @param mapping the mapping file; none for a folder in the canonical layout: files {@code
 *     <table>.csv} or {@code <table>.parquet} with exactly the columns of the contracts, of which
 *     {@code source} and {@code source_id} may be absent
 * @param mostRejected largest share of the rows of a table that may be rejected, from 0 to 1
 */
public record IngestRequest(String folder, Optional<Path> mapping, double mostRejected) {
  /** Share of rejected rows that is let pass where nothing else is said. */
  public static final double USUAL_MOST_REJECTED = 0.01;

  public IngestRequest {
    requireNonNull(folder, "folder");
    requireNonNull(mapping, "mapping");
    if (!(mostRejected >= 0 && mostRejected <= 1)) {
      throw new IllegalArgumentException(
          "The share of rejected rows lies between 0 and 1, not at " + mostRejected);
    }
  }

  /** A folder in the canonical layout. */
  public static IngestRequest canonical(String folder) {
    return new IngestRequest(folder, Optional.empty(), USUAL_MOST_REJECTED);
  }

  /** A folder of files with other names. */
  public static IngestRequest mapped(Path mapping, String folder) {
    return new IngestRequest(folder, Optional.of(mapping), USUAL_MOST_REJECTED);
  }

  /** The same with another share. */
  public IngestRequest withMostRejected(double share) {
    return new IngestRequest(folder, mapping, share);
  }
}
