package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.documents.Fault;
import java.util.List;

/** The rules of the user are refused; carries every fault, in the order of files and lines. */
public final class InvalidRulesException extends RuntimeException {
  private final List<Fault> faults;

  /**
   * Refusal for these faults.
   *
   * @throws IllegalArgumentException without a fault
   */
  public InvalidRulesException(List<Fault> faults) {
    super(message(faults));
    this.faults = faults.stream().sorted().distinct().toList();
  }

  /** Every fault, sorted. */
  public List<Fault> faults() {
    return faults;
  }

  private static String message(List<Fault> faults) {
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("Rules are refused without a fault");
    }

    return faults.stream().sorted().distinct().map(Fault::toString).collect(joining("\n"));
  }
}
