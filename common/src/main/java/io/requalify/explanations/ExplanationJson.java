package io.requalify.explanations;

import static io.requalify.scoring.Micros.instant;

import io.requalify.documents.Constants;
import io.requalify.rules.Fingerprint;
import io.requalify.rules.Points;
import io.requalify.scoring.Breakdown;
import io.requalify.scoring.Breakdown.Part;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Journal.Note;
import java.math.BigDecimal;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as programs read it. Points are decimals, instants ISO 8601 in UTC. */
public final class ExplanationJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ExplanationJson() {}

  /** One object on one line. */
  public static String of(Explanation explanation) {
    ObjectNode json = JSON.objectNode();
    json.put("contact_id", explanation.contact());
    json.put("model", explanation.version().model());
    json.put("rule_version", explanation.version().version());
    json.put("fingerprint", Fingerprint.of(explanation.version()));
    json.put("at", explanation.at().toString());
    Breakdown breakdown = explanation.breakdown();
    Part total = breakdown.parts().get(breakdown.parts().size() - 1);
    json.put("score", points(total.read()));
    json.put("segment", breakdown.segment());
    json.put("requirement_fulfilled", breakdown.fulfilled());
    json.put("blocked", breakdown.blocked());
    json.put("dropped", breakdown.dropped());
    json.put("frozen", breakdown.frozen());
    json.put("cooling_down", breakdown.cooling());
    json.put("in_episode", breakdown.inEpisode());
    breakdown.parts().forEach(part -> json.withArray("parts").add(part(part)));
    json.putArray("episodes");
    explanation.episodes().forEach(one -> json.withArray("episodes").add(episode(one)));
    json.putArray("notes");
    explanation.notes().forEach(note -> json.withArray("notes").add(note(note)));
    return json.toString();
  }

  private static ObjectNode part(Part part) {
    return JSON.objectNode()
        .put("level", Constants.word(part.level()))
        .put("name", part.name())
        .put("above", part.above().isEmpty() ? null : part.above())
        .put("sum", points(part.sum()))
        .put("by_limits", points(part.read() - part.sum()))
        .put("read", points(part.read()))
        .put("given", points(part.given()));
  }

  private static ObjectNode episode(Episode episode) {
    ObjectNode json =
        JSON.objectNode()
            .put("cycle", episode.cycle())
            .put("entry_at", instant(episode.entryAt()).toString())
            .put("score", episode.score())
            .put("segment", episode.segment())
            .put("crossing_rule", episode.crossingRule().orElse(null))
            .put("rolled_down", episode.rolledDown());
    String exit =
        episode.exitAt().isPresent() ? instant(episode.exitAt().getAsLong()).toString() : null;
    return json.put("exit_at", exit)
        .put("exit_cause", episode.exitCause().map(Constants::word).orElse(null));
  }

  private static ObjectNode note(Note note) {
    return JSON.objectNode()
        .put("felt_at", instant(note.feltAt()).toString())
        .put("occurred_at", instant(note.occurredAt()).toString())
        .put("rule", note.rule())
        .put("cause", Constants.word(note.cause()))
        .put("points", points(note.points()));
  }

  private static BigDecimal points(long millionths) {
    return new Points(millionths).decimal();
  }
}
