package io.requalify.explanations;

import static io.requalify.scoring.Micros.instant;

import io.requalify.documents.Constants;
import io.requalify.documents.TextTable;
import io.requalify.rules.Points;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Breakdown;
import io.requalify.scoring.Breakdown.Level;
import io.requalify.scoring.Breakdown.Part;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Journal.Cause;
import io.requalify.scoring.Journal.Note;
import java.util.ArrayList;
import java.util.List;

/** An explanation as people read it. */
public final class ExplanationText {
  private final Explanation explanation;
  private final Breakdown breakdown;

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    this.breakdown = explanation.breakdown();
  }

  /** The whole account in words and tables. */
  public static String of(Explanation explanation) {
    ExplanationText text = new ExplanationText(explanation);
    return String.join(
        "\n\n", text.heading(), text.sums(), text.rules(), text.episodes(), text.notes());
  }

  private String heading() {
    RuleVersion version = explanation.version();
    List<String> lines = new ArrayList<>();
    Part total = breakdown.parts().get(breakdown.parts().size() - 1);
    lines.add(
        "%s has %s points under %s %s at %s"
            .formatted(
                explanation.contact(),
                points(total.read()),
                version.model(),
                version.version(),
                explanation.at()));
    lines.add(
        "  Segment %s, which qualifies with %s: %s"
            .formatted(
                breakdown.segment(),
                version.qualify().get(breakdown.segment()).inWords(),
                breakdown.fulfilled() ? "fulfilled" : "not fulfilled"));
    if (breakdown.dropped()) {
      lines.add("  Suppressed: out of the population");
    } else if (breakdown.blocked()) {
      lines.add("  Suppressed: cannot qualify");
    }
    if (breakdown.frozen()) {
      lines.add("  Suppressed: the score stands still");
    }
    if (breakdown.cooling()) {
      lines.add("  Cooling down after the end of an episode: cannot qualify");
    }
    return String.join("\n", lines);
  }

  /** From the rules up: what each sum is given, what its limits make of it, and what it gives. */
  private String sums() {
    TextTable table =
        new TextTable("Sum", "Given by its parts", "By limits", "Read", "Gives", "To");
    for (Part part : breakdown.parts()) {
      if (part.level() != Level.RULE) {
        table.add(
            List.of(
                part.name(),
                points(part.sum()),
                signed(part.read() - part.sum()),
                points(part.read()),
                points(part.given()),
                part.above()));
      }
    }
    return table.toString();
  }

  private String rules() {
    TextTable table =
        new TextTable("Rule", "Counted", "Not counted", "Contributes", "By limits", "Gives", "To");
    for (Part part : breakdown.parts()) {
      if (part.level() == Level.RULE) {
        table.add(
            List.of(
                part.name(),
                String.valueOf(count(part.name(), Cause.COUNTED)),
                String.valueOf(count(part.name(), Cause.NOT_COUNTED)),
                points(part.sum()),
                signed(part.read() - part.sum()),
                points(part.given()),
                part.above()));
      }
    }
    return table.toString();
  }

  private long count(String rule, Cause cause) {
    return explanation.notes().stream()
        .filter(note -> note.rule().equals(rule) && note.cause() == cause)
        .count();
  }

  private String episodes() {
    if (explanation.episodes().isEmpty()) {
      return "Has not qualified until then";
    }

    TextTable table =
        new TextTable("Episode", "Entry", "Score", "Segment", "Crossed by", "Exit", "Why");
    for (Episode episode : explanation.episodes()) {
      table.add(
          List.of(
              String.valueOf(episode.cycle()),
              instant(episode.entryAt()).toString(),
              String.valueOf(episode.score()),
              episode.segment(),
              crossedBy(episode),
              episode.exitAt().isPresent() ? instant(episode.exitAt().getAsLong()).toString() : "",
              episode.exitCause().map(Constants::word).orElse("open")));
    }
    return table.toString();
  }

  private static String crossedBy(Episode episode) {
    return episode.rolledDown() ? "its account" : episode.crossingRule().orElse("no rule");
  }

  private String notes() {
    if (explanation.notes().isEmpty()) {
      return "Nothing has moved a rule until then";
    }

    TextTable table = new TextTable("Felt at", "Occurred at", "Rule", "What", "Points");
    for (Note note : explanation.notes()) {
      table.add(
          List.of(
              instant(note.feltAt()).toString(),
              note.occurredAt() == note.feltAt() ? "" : instant(note.occurredAt()).toString(),
              note.rule(),
              Constants.word(note.cause()).replace('_', ' '),
              signed(note.points())));
    }
    return table.toString();
  }

  private static String points(long millionths) {
    return new Points(millionths).toString();
  }

  private static String signed(long millionths) {
    return millionths == 0 ? "" : (millionths > 0 ? "+" : "") + points(millionths);
  }
}
