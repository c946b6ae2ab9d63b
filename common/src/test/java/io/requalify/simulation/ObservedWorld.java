package io.requalify.simulation;

import io.requalify.simulation.PlainReplay.Evaluation;
import io.requalify.simulation.Routing.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Estimates the conversion of a version from what a world shows, in the plainest way: the mean of
 * what both versions qualify, and of the explored contacts weighted by one over their propensity,
 * put together by volume. Written apart from the estimators of the product.
 */
final class ObservedWorld {
  private static final long WINDOW_END = Instant.parse("2026-06-01T00:00:00Z").getEpochSecond();
  private static final long MATCH = 30 * History.DAY;
  private static final long HORIZON = 30 * History.DAY;

  /** A contact, and when each version first qualifies it within the window. */
  private record Unit(
      Contact contact,
      Map<DemoVersion, Long> entries,
      Optional<Routing> routing,
      List<StageChange> outcomes) {

    boolean isIn(DemoVersion version) {
      return entries.containsKey(version);
    }

    /** The logged decision, where it was worked and lies near the entry under the version. */
    Optional<Routing> worked(DemoVersion version) {
      return routing
          .filter(Routing::worked)
          .filter(it -> Math.abs(it.decidedAt() - entries.get(version)) <= MATCH);
    }

    boolean accepted() {
      return outcomes.stream()
          .anyMatch(
              change ->
                  change.stage().equals(StageChange.ACCEPTED)
                      && change.occurredAt() - routing.get().decidedAt() < HORIZON);
    }

    String cluster() {
      return contact.account().map(Account::id).orElse(contact.id());
    }
  }

  /** A figure and its standard error. */
  record Estimate(double value, double standardError) {
    boolean covers(double truth) {
      return Math.abs(value - truth) <= 1.96 * standardError;
    }
  }

  /** What one account adds to the sums of one version. */
  private record Term(String cluster, double influence) {}

  private final List<Unit> units = new ArrayList<>();

  ObservedWorld(World world) {
    for (int number = 0; number < world.contacts(); number++) {
      Story story = world.story(number);
      Map<DemoVersion, Long> entries = new EnumMap<>(DemoVersion.class);
      for (DemoVersion version : DemoVersion.values()) {
        PlainReplay.entry(version.plain(), story)
            .map(Evaluation::at)
            .filter(at -> at < WINDOW_END)
            .ifPresent(at -> entries.put(version, at));
      }
      if (!entries.isEmpty()) {
        Optional<Routing> routing = world.routing(story);
        List<StageChange> outcomes = world.outcomes(story.contact(), routing);
        units.add(new Unit(story.contact(), entries, routing, outcomes));
      }
    }
  }

  private List<Unit> qualified(DemoVersion version) {
    return units.stream().filter(unit -> unit.isIn(version)).toList();
  }

  private static boolean isAgreeIn(Unit unit) {
    return unit.isIn(DemoVersion.PRODUCTION);
  }

  int volume(DemoVersion version) {
    return qualified(version).size();
  }

  long swapIns(DemoVersion version) {
    return qualified(version).stream().filter(unit -> !isAgreeIn(unit)).count();
  }

  /** Contacts that both the version and production qualify. */
  long agreeIn(DemoVersion version) {
    return volume(version) - swapIns(version);
  }

  double truth(DemoVersion version) {
    return mean(qualified(version), unit -> unit.contact().acceptanceProbability());
  }

  /** True conversion of the contacts that the version adds. */
  double truthOfSwapIns(DemoVersion version) {
    return mean(
        qualified(version).stream().filter(unit -> !isAgreeIn(unit)).toList(),
        unit -> unit.contact().acceptanceProbability());
  }

  /** Conversion of what both versions qualify and sales worked: the figure that misleads. */
  double naive(DemoVersion version) {
    return mean(
        qualified(version).stream()
            .filter(ObservedWorld::isAgreeIn)
            .filter(unit -> weight(unit, version) > 0)
            .toList(),
        unit -> unit.accepted() ? 1 : 0);
  }

  double effectiveSwapIns(DemoVersion version) {
    double sum = 0;
    double squares = 0;
    for (Unit unit : qualified(version)) {
      double weight = isAgreeIn(unit) ? 0 : weight(unit, version);
      sum += weight;
      squares += weight * weight;
    }
    return sum * sum / squares;
  }

  /** Share of the volume whose logged draw, or rule, lies near enough to be matched. */
  double supportedShare(DemoVersion version) {
    double supported = 0;
    for (Unit unit : qualified(version)) {
      supported += isAgreeIn(unit) ? 1 : weight(unit, version);
    }
    return supported / volume(version);
  }

  private static double weight(Unit unit, DemoVersion version) {
    Optional<Routing> worked = unit.worked(version);
    if (worked.isEmpty() || worked.get().route() == Route.HAND_RAISE) {
      return 0;
    }
    if (isAgreeIn(unit)) {
      return 1;
    }
    return worked.get().route() == Route.EXPLORATION
        ? 1 / worked.get().propensity().getAsDouble()
        : 0;
  }

  Estimate conversion(DemoVersion version) {
    Map<Boolean, Double> means = strata(version);
    double share = (double) swapIns(version) / volume(version);
    double value = (1 - share) * means.get(true) + (share > 0 ? share * means.get(false) : 0);
    return new Estimate(value, standardError(terms(version)));
  }

  /** Candidate minus production, on the same contacts. */
  Estimate difference(DemoVersion candidate) {
    List<Term> terms = new ArrayList<>(terms(candidate));
    terms(DemoVersion.PRODUCTION)
        .forEach(term -> terms.add(new Term(term.cluster(), -term.influence())));
    return new Estimate(
        conversion(candidate).value() - conversion(DemoVersion.PRODUCTION).value(),
        standardError(terms));
  }

  /** Weighted conversion of what production qualifies too (true) and of what it does not. */
  private Map<Boolean, Double> strata(DemoVersion version) {
    Map<Boolean, Double> means = new HashMap<>();
    for (boolean agreeIn : new boolean[] {true, false}) {
      double weights = 0;
      double conversions = 0;
      for (Unit unit : qualified(version)) {
        double weight = isAgreeIn(unit) == agreeIn ? weight(unit, version) : 0;
        weights += weight;
        conversions += weight > 0 && unit.accepted() ? weight : 0;
      }
      means.put(agreeIn, conversions / weights);
    }
    return means;
  }

  /** Linearised terms of the two stratum means, each by its share of the volume. */
  private List<Term> terms(DemoVersion version) {
    Map<Boolean, Double> means = strata(version);
    Map<Boolean, Double> weights = new HashMap<>();
    for (Unit unit : qualified(version)) {
      weights.merge(isAgreeIn(unit), weight(unit, version), Double::sum);
    }
    double swapShare = (double) swapIns(version) / volume(version);
    List<Term> terms = new ArrayList<>();
    for (Unit unit : qualified(version)) {
      boolean agreeIn = isAgreeIn(unit);
      double weight = weight(unit, version);
      if (weight > 0) {
        double residual = (unit.accepted() ? 1 : 0) - means.get(agreeIn);
        double share = agreeIn ? 1 - swapShare : swapShare;
        terms.add(new Term(unit.cluster(), share * weight * residual / weights.get(agreeIn)));
      }
    }
    return terms;
  }

  private static double standardError(List<Term> terms) {
    Map<String, Double> byCluster = new HashMap<>();
    terms.forEach(term -> byCluster.merge(term.cluster(), term.influence(), Double::sum));
    double squares = byCluster.values().stream().mapToDouble(sum -> sum * sum).sum();
    double clusters = byCluster.size();
    return Math.sqrt(clusters / (clusters - 1) * squares);
  }

  private static double mean(List<Unit> units, ToDoubleFunction<Unit> value) {
    return units.stream().mapToDouble(value).average().orElseThrow();
  }
}
