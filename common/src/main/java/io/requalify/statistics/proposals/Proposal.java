package io.requalify.statistics.proposals;

import java.util.List;
import java.util.Optional;

/**
 * What is proposed, and why.
 *
 * @param reason what binds, in words
 * @param gates all that was asked, in the order in which they bind
 */
public record Proposal(Verdict verdict, String reason, List<Gate> gates) {
  public Proposal {
    gates = List.copyOf(gates);
    boolean all = gates.stream().allMatch(Gate::passed);
    if ((verdict == Verdict.PROMOTE) != all) {
      throw new IllegalArgumentException("%s with gates %s".formatted(verdict, gates));
    }
  }

  /**
   * True where more evidence could change what is proposed: a gate was not passed that is neither
   * about volumes, which are known and ask for somebody who answers for them, nor about points that
   * surely came to mean something else.
   */
  public boolean lacksEvidence() {
    return gates.stream()
        .filter(gate -> !gate.passed() && !gate.name().equals(Proposals.CALIBRATION_SLOPE))
        .anyMatch(gate -> !VolumeGates.NAMES.contains(gate.name()));
  }

  /** The first gate that was not passed; none where it is promoted. */
  public Optional<Gate> binding() {
    return gates.stream().filter(gate -> !gate.passed()).findFirst();
  }
}
