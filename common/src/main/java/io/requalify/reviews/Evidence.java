package io.requalify.reviews;

import io.requalify.reviews.ReviewResults.ChannelRow;
import io.requalify.reviews.ReviewResults.EstimateRow;
import io.requalify.reviews.ReviewResults.SwapRow;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a page is made from.
 *
 * @param truth true share accepted by sales of each version, where a simulated world knows it
 */
record Evidence(Review review, ReviewResults results, Map<String, Double> truth) {
  /** Simulated worlds know the truth of this outcome. */
  private static final String OUTCOME_WITH_TRUTH = "accepted";

  /** One population of {@code channel_quality}: all leads, or the MQLs of one version. */
  record Population(String name, String version, String title, boolean candidate) {
    boolean isLeads() {
      return name.equals(ChannelRow.LEAD);
    }

    /** What one of them is called, in the plural. */
    String members() {
      return isLeads() ? "leads" : "MQLs";
    }
  }

  /** Outcomes with estimates or swap sets, in the order of the funnel. */
  List<Outcome> outcomes() {
    return Stream.concat(
            results.estimates().stream().map(EstimateRow::outcome),
            results.swaps().stream().map(SwapRow::outcome))
        .distinct()
        .map(Outcome::named)
        .sorted(Outcome.FUNNEL)
        .toList();
  }

  /** Production first, then the candidates, as far as there is an estimate. */
  List<String> estimatedVersions(Outcome outcome) {
    return review.versions().stream()
        .filter(version -> !estimates(version, outcome).rows().isEmpty())
        .toList();
  }

  VersionEstimates estimates(String version, Outcome outcome) {
    return new VersionEstimates(
        results.estimates().stream()
            .filter(row -> row.version().equals(version) && row.outcome().equals(outcome.name()))
            .toList());
  }

  /** The two by two of a candidate over all channels; empty where there is none. */
  Optional<SwapSet> swapSet(String candidate, Outcome outcome) {
    List<SwapRow> rows = swaps(candidate, outcome).stream().filter(SwapRow::isWhole).toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(SwapSet.of(rows));
  }

  /** The two by two of each channel by name; empty where the review has no such cut. */
  List<SwapSet> swapSetsByChannel(String candidate, Outcome outcome) {
    List<SwapRow> rows =
        swaps(candidate, outcome).stream()
            .filter(row -> row.segment().equals(Review.ALL) && !row.isWhole())
            .toList();
    List<SwapSet> sets = new ArrayList<>();
    for (String channel : rows.stream().map(SwapRow::channel).distinct().sorted().toList()) {
      sets.add(SwapSet.of(rows.stream().filter(row -> row.channel().equals(channel)).toList()));
    }
    return sets;
  }

  OptionalDouble truth(String version, Outcome outcome) {
    return outcome.name().equals(OUTCOME_WITH_TRUTH) && truth.containsKey(version)
        ? OptionalDouble.of(truth.get(version))
        : OptionalDouble.empty();
  }

  boolean isProduction(String version) {
    return review.production().equals(Optional.of(version));
  }

  /** Leads, then the versions in the order of the review. */
  List<Population> populations() {
    List<Population> populations = new ArrayList<>();
    populations.add(new Population(ChannelRow.LEAD, Review.NO_VERSION, "All leads", false));
    for (String version : review.versions()) {
      boolean production = isProduction(version);
      populations.add(
          new Population(
              "mql",
              version,
              "MQLs of %s (%s)".formatted(version, production ? "production" : "candidate"),
              !production));
    }
    return populations.stream().filter(population -> !channels(population).isEmpty()).toList();
  }

  List<ChannelRow> channels(Population population) {
    return results.channels().stream()
        .filter(
            row ->
                row.population().equals(population.name())
                    && row.version().equals(population.version()))
        .toList();
  }

  /** Outcomes of a population: the first of the funnel that ever came first, then the others. */
  List<Outcome> outcomes(Population population) {
    List<Outcome> all =
        channels(population).stream()
            .map(ChannelRow::outcome)
            .distinct()
            .map(Outcome::named)
            .sorted(Outcome.FUNNEL)
            .toList();
    List<Outcome> came =
        all.stream()
            .filter(
                outcome ->
                    channels(population).stream()
                        .anyMatch(
                            row -> row.outcome().equals(outcome.name()) && row.recorded() > 0))
            .toList();
    return Stream.concat(came.stream(), all.stream()).distinct().toList();
  }

  private List<SwapRow> swaps(String candidate, Outcome outcome) {
    return results.swaps().stream()
        .filter(row -> row.version().equals(candidate) && row.outcome().equals(outcome.name()))
        .toList();
  }
}
