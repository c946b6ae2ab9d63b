package io.requalify.suggestions;

import io.requalify.documents.Constants;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.rules.Points;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PairedDifference;
import io.requalify.suggestions.Losses.Loss;
import io.requalify.suggestions.Suggestion.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A suggestion as programs read it. Points are decimals, instants ISO 8601 in UTC. */
public final class SuggestionJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SuggestionJson() {}

  /** One object on one line. */
  public static String of(Suggestion suggestion) {
    ObjectNode json = JSON.objectNode();
    json.put("model", suggestion.proposal().parent().model());
    json.put("rule_version", suggestion.proposal().name());
    json.put("parent", suggestion.proposal().parent().version());
    DecisionWindow window = suggestion.asked().window();
    json.put("from", window.from().toString());
    json.put("to", window.to().toString());
    json.put("as_of", window.asOf().toString());
    json.put("outcome", window.outcome());
    json.put("horizon_days", window.horizonDays());
    json.set("evidence", evidence(suggestion.evidence()));
    json.put("points_to_double_odds", suggestion.pointsToDoubleOdds());
    json.put("share_reached_now", suggestion.reachedNow());
    json.put("share_reached_then", suggestion.reachedThen());
    json.putArray("rules");
    suggestion.lines().forEach(line -> json.withArray("rules").add(line(line)));
    Losses losses = suggestion.losses();
    put(json, "in_sample", losses.inSample());
    put(json, "cross_fitted", losses.crossFitted());
    json.set("deviance_gain", difference(losses.devianceGain()));
    json.set("auc_gain", difference(losses.areaGain()));
    json.put("chosen_by_a_score", !suggestion.evidence().allExplored());
    return json.toString();
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode json =
        JSON.objectNode()
            .put("decisions", evidence.decisions())
            .put("converted", evidence.converted())
            .put("explored", evidence.explored())
            .put("accounts", evidence.accounts())
            .put("weight", evidence.weight())
            .put("explored_weight", evidence.exploredWeight())
            .put("effective_sample", evidence.effectiveSample())
            .put("unknown_contact", evidence.unknown());
    ObjectNode leftOut = json.putObject("left_out");
    evidence.leftOut().forEach((use, decisions) -> leftOut.put(Constants.word(use), decisions));
    return json;
  }

  private static ObjectNode line(Line line) {
    ObjectNode json = JSON.objectNode();
    json.put("rule", line.rule());
    json.put("points_now", line.now().map(Points::decimal).orElse(null));
    json.put("points_proposed", line.proposed().map(Points::decimal).orElse(null));
    json.put("points_fitted", decimal(line.fitted()));
    json.put("standard_error", decimal(line.standardError()));
    json.put("decisions", line.with());
    json.put("converted", line.converted());
    json.put("note", line.note());
    return json;
  }

  private static BigDecimal decimal(OptionalDouble value) {
    return value.isPresent() ? BigDecimal.valueOf(value.getAsDouble()) : null;
  }

  private static void put(ObjectNode json, String name, List<Loss> losses) {
    ObjectNode all = json.putObject(name);
    for (Loss loss : losses) {
      all.putObject(Constants.word(loss.score()))
          .put("deviance", loss.deviance())
          .put("auc", loss.area());
    }
  }

  private static ObjectNode difference(PairedDifference difference) {
    Interval interval = difference.interval(0.95);
    return JSON.objectNode()
        .put("value", difference.value())
        .put("standard_error", difference.standardError())
        .put("lower", interval.lower())
        .put("upper", interval.upper())
        .put("within_noise", difference.withinNoise());
  }
}
