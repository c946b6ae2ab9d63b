package io.requalify.suggestions;

import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.rules.Points;
import io.requalify.rules.RepointedVersion;
import io.requalify.rules.RuleVersion;
import io.requalify.suggestions.Suggestion.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One refit, from what the version saw at the decisions to the suggestion. */
final class Refit {
  private static final double LOG_OF_TWO = StrictMath.log(2);

  private final RuleVersion version;
  private final SuggestionRequest asked;
  private final Map<Use, Long> uses;
  private final Replays replays;

  /** Replays of versions up to the decisions. */
  interface Replays extends ScaleSearch.Reach {
    /** What a version saw at each decision, in one order. */
    List<SeenDecision> seen(RuleVersion version);
  }

  Refit(RuleVersion version, SuggestionRequest asked, Map<Use, Long> uses, Replays replays) {
    this.version = version;
    this.asked = asked;
    this.uses = uses;
    this.replays = replays;
  }

  Suggestion run() {
    List<SeenDecision> seen = replays.seen(version);
    PointsModel model = new PointsModel(RuleRoles.of(version, seen), seen);
    Evidence evidence = Evidence.of(model, uses);
    EvidenceGates.requireEnough(model, evidence);
    PointsFit fit = scaled(separatedKept(model), seen);
    RepointedVersion proposal =
        new RepointedVersion(version, asked.name(), reason(evidence), fit.points());
    List<SeenDecision> then = replays.seen(proposal.version());
    return new Suggestion(
        asked,
        proposal,
        evidence,
        lines(fit),
        LOG_OF_TWO / fit.logOddsPerPoint(),
        shareReached(seen),
        shareReached(then),
        new LossMeasurement(fit.model()).of(fit, totals(seen), totals(then)));
  }

  /** A fit in which no rule separates: those on which the decisions do keep their points. */
  private static PointsFit separatedKept(PointsModel model) {
    PointsFit fit = model.fit(0, row -> true);
    PointsModel left = model;
    for (int place : fit.separated()) {
      RuleRole role = model.roles().get(place);
      left =
          left.keeping(
              place,
              role.converted() == (role.sign() > 0 ? role.with() : 0)
                  ? "all that have it %s: no finite points follow"
                      .formatted(role.sign() > 0 ? "converted" : "did not convert")
                  : "with the others it tells without a miss: no finite points follow");
    }
    EvidenceGates.requireHelp(fit);
    return fit.separated().isEmpty() ? fit : separatedKept(left);
  }

  private PointsFit scaled(PointsFit centre, List<SeenDecision> seen) {
    PointsModel model = centre.model();
    if (asked.pointsToDoubleOdds().isPresent()) {
      double logOddsPerPoint = LOG_OF_TWO / asked.pointsToDoubleOdds().getAsDouble();
      return model.fit(logOddsPerPoint, row -> true);
    }
    long now = 0;
    for (SeenDecision decision : seen) {
      now += decision.reached() ? Math.round(decision.weight() * 1e6) : 0;
    }
    return new ScaleSearch(model, version, replays).nearest(centre, now);
  }

  private String reason(Evidence evidence) {
    return "Points refitted by requalify suggest on %d decisions worked by sales, %d of them %s within %d days, as of %s"
        .formatted(
            evidence.decisions(),
            evidence.converted(),
            asked.window().outcome(),
            asked.window().horizonDays(),
            asked.window().asOf());
  }

  private static double shareReached(List<SeenDecision> seen) {
    double reached = 0;
    double all = 0;
    for (SeenDecision decision : seen) {
      reached += decision.reached() ? decision.weight() : 0;
      all += decision.weight();
    }
    return reached / all;
  }

  private static double[] totals(List<SeenDecision> seen) {
    return seen.stream().mapToDouble(SeenDecision::total).toArray();
  }

  private List<Line> lines(PointsFit fit) {
    List<Line> lines = new ArrayList<>();
    List<RuleRole> roles = fit.model().roles();
    for (int place = 0; place < roles.size(); place++) {
      RuleRole role = roles.get(place);
      Double size = fit.sizes().get(place);
      Optional<Points> proposed =
          size == null ? role.points() : Optional.of(fit.points().get(role.rule()));
      lines.add(
          new Line(
              role.rule(),
              role.points(),
              proposed,
              size == null ? OptionalDouble.empty() : OptionalDouble.of(role.sign() * size),
              fit.standardError(place),
              role.with(),
              role.converted(),
              note(fit, role, size)));
    }
    return lines;
  }

  private String note(PointsFit fit, RuleRole role, Double size) {
    if (size == null) {
      return "kept: " + role.kept().orElseThrow();
    }
    if (size == 0) {
      return "no evidence that it %s beyond the others"
          .formatted(role.sign() > 0 ? "helps" : "harms");
    }
    if (fit.indistinct().contains(role.rule())) {
      List<String> others = new ArrayList<>(fit.indistinct());
      others.remove(role.rule());
      return "cannot be told apart from " + String.join(", ", others);
    }
    Points points = fit.points().get(role.rule());
    return points.millionths() == 0
        ? "less than half a point"
        : Limits.cutting(version, role.rule(), points).orElse("");
  }
}
