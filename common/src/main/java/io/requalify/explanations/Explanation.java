package io.requalify.explanations;

import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Breakdown;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Journal.Note;
import java.time.Instant;
import java.util.List;

/**
 * The whole account of the score of one contact under one version at one instant. Instants of notes
 * and episodes are microseconds UTC, points of notes and parts millionths.
 *
 * @param at instant that is explained; everything that had become known by then is taken in
 * @param episodes passages into MQL up to the instant, in order; the last may be open
 * @param notes what moved the rules up to the instant, in order
 */
public record Explanation(
    String contact,
    RuleVersion version,
    Instant at,
    Breakdown breakdown,
    List<Episode> episodes,
    List<Note> notes) {
  public Explanation {
    episodes = List.copyOf(episodes);
    notes = List.copyOf(notes);
  }
}
