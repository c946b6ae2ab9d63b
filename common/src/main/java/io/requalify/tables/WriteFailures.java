package io.requalify.tables;

import io.delta.exceptions.DeltaConcurrentModificationException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.delta.schema.InvariantViolationException;

/** Says in the words of a contract what went wrong under a write. */
final class WriteFailures {
  private static final String OUTSIDE_THE_SLICE = "DELTA_REPLACE_WHERE_MISMATCH";

  private WriteFailures() {}

  /** The exception to throw: a clear one where the cause is known, else the one given. */
  static RuntimeException explained(
      Exception failure, TableContract contract, Warehouse warehouse) {
    if (failure instanceof ContractViolationException refusal) {
      return refusal;
    }
    if (failure instanceof ConcurrentRunException concurrent) {
      return concurrent;
    }
    if (causeOf(failure, DeltaConcurrentModificationException.class).isPresent()) {
      return new ConcurrentRunException(
          "Another run wrote table %s in %s at the same time, so this one wrote nothing there: try again."
              .formatted(contract.name(), warehouse.uri()),
          failure);
    }
    Optional<String> broken = brokenConstraint(failure);
    if (broken.isPresent()) {
      return new ContractViolationException(
          "Table %s breaks its contract, so nothing was written: %s"
              .formatted(contract.name(), broken.get()),
          failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(
            "Table %s cannot be written".formatted(contract.name()), failure);
  }

  private static Optional<String> brokenConstraint(Exception failure) {
    Optional<InvariantViolationException> plain =
        causeOf(failure, InvariantViolationException.class);
    if (plain.isPresent()) {
      return plain.map(Throwable::getMessage);
    }
    // A write with replaceWhere wraps the broken constraint in this, and keeps only its words; a
    // row outside the slice says no more than this.
    return failure instanceof SparkThrowable spark && OUTSIDE_THE_SLICE.equals(spark.getCondition())
        ? Optional.of(failure.getMessage())
        : Optional.empty();
  }

  /** The warehouse cannot be opened or written. */
  static ContractViolationException unwritable(Warehouse warehouse, Exception cause) {
    return new ContractViolationException(
        "The warehouse %s cannot be written: %s. Give --warehouse a folder that this user may write, or a URI whose file system is set up for Spark."
            .formatted(warehouse.uri(), reason(cause)),
        cause);
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return cause instanceof IOException && !message.isBlank() ? message : cause.toString();
  }

  private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
