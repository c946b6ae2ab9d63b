package io.requalify.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts evidence contact by contact, so plainly that it can be held against any other way; without
 * what needs an outcome model.
 */
public final class CountedEvidence {
  private static final double SMALLEST_PROPENSITY = 0.01;
  private static final int TERMS = SwapEvidence.Term.values().length;

  /**
   * What became of a contact at its episode under one version.
   *
   * @param decision equal for two episodes that mean the same decision
   * @param propensity logged probability of the draw; 0 where none was logged
   * @param due true when the horizon is over
   */
  public record Seen(
      long decision,
      boolean worked,
      boolean explored,
      double propensity,
      boolean due,
      boolean converted) {
    boolean mature() {
      return worked && due;
    }

    boolean drawn() {
      return explored && propensity >= SMALLEST_PROPENSITY;
    }
  }

  /** A contact that at least one of the versions qualifies. */
  public record Contact(String account, Optional<Seen> candidate, Optional<Seen> production) {}

  private CountedEvidence() {}

  /** The evidence of these contacts. */
  public static SwapEvidence of(List<Contact> contacts) {
    List<Seen> agreeIn = new ArrayList<>();
    List<Seen> underProduction = new ArrayList<>();
    List<Seen> swapIn = new ArrayList<>();
    List<Seen> swapOut = new ArrayList<>();
    List<Seen> shared = new ArrayList<>();
    Map<String, double[]> accounts = new TreeMap<>();
    for (Contact contact : contacts) {
      double[] account = accounts.computeIfAbsent(contact.account(), name -> new double[TERMS]);
      if (contact.candidate().isPresent() && contact.production().isPresent()) {
        agreeIn.add(contact.candidate().get());
        underProduction.add(contact.production().get());
        if (contact.candidate().get().decision() == contact.production().get().decision()) {
          shared.add(contact.candidate().get());
        }
        add(account, 0, contact.candidate().get(), 1);
      } else if (contact.candidate().isPresent()) {
        Seen seen = contact.candidate().get();
        swapIn.add(seen);
        add(account, 2, seen, 1);
        if (seen.drawn()) {
          add(account, 4, seen, 1 / seen.propensity());
        }
      } else {
        swapOut.add(contact.production().orElseThrow());
      }
      contact.production().ifPresent(seen -> add(account, 6, seen, 1));
    }
    return new SwapEvidence(
        followed(agreeIn),
        followed(underProduction),
        followed(swapIn),
        followed(swapOut),
        new SharedDecisions(shared.size(), followed(shared).mature(), followed(shared).converted()),
        exploration(swapIn),
        moments(accounts),
        Optional.empty());
  }

  private static void add(double[] account, int place, Seen seen, double weight) {
    if (seen.mature()) {
      account[place] += seen.converted() ? weight : 0;
      account[place + 1] += weight;
    }
  }

  private static Followed followed(List<Seen> seen) {
    return new Followed(
        seen.size(),
        seen.stream().filter(Seen::worked).count(),
        seen.stream().filter(Seen::explored).count(),
        seen.stream().filter(Seen::mature).count(),
        seen.stream().filter(one -> one.mature() && one.converted()).count());
  }

  private static Exploration exploration(List<Seen> swapIn) {
    double[] all =
        swapIn.stream().filter(Seen::drawn).mapToDouble(one -> 1 / one.propensity()).toArray();
    double[] mature =
        swapIn.stream()
            .filter(one -> one.drawn() && one.mature())
            .mapToDouble(one -> 1 / one.propensity())
            .toArray();
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (double weight : mature) {
      sum += weight;
      squares += weight * weight;
      largest = Math.max(largest, weight);
    }
    double reach = sum;
    if (all.length > mature.length) {
      reach = 0;
      for (double weight : all) {
        reach += weight;
      }
    }
    return new Exploration(
        mature.length, sum, squares, largest, reach, swapIn.stream().filter(Seen::due).count());
  }

  private static ClusterMoments moments(Map<String, double[]> accounts) {
    List<double[]> observed = new ArrayList<>();
    for (double[] account : accounts.values()) {
      if (account[1] + account[3] + account[7] > 0) {
        observed.add(account);
      }
    }
    return ClusterMoments.ofClusters(TERMS, observed);
  }
}
