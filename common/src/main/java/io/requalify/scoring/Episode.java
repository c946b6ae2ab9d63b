package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One passage of a contact into MQL under one version. Equal by value, arrays included.
 *
 * @param scorecard place of the version in the list that the replay was made with, from 0
 * @param cycle 1 for the first passage of the contact under this version, 2 for the next
 * @param entryAt instant of the entry, in microseconds UTC
 * @param score total at the entry in points, at a resolution of a millionth
 * @param dimensionScores dimensions at the entry in points, in the order of the version; not to be
 *     changed
 * @param segment segment of the contact at the entry
 * @param crossingRule id of the rule by which the contact crossed; empty where a change of segment
 *     or of suppression did, or where a score of nothing qualifies. See {@link Replay}
 * @param rolledDown true where the contact did not qualify by itself just then, but its account did
 *     and took it along
 * @param exitAt end of the episode, in microseconds UTC; empty while it lasts
 * @param exitCause why it ended; empty while it lasts
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of them: a list of boxed scores costs more.
public record Episode(
    int scorecard,
    int cycle,
    long entryAt,
    double score,
    double[] dimensionScores,
    String segment,
    Optional<String> crossingRule,
    boolean rolledDown,
    OptionalLong exitAt,
    Optional<ExitCause> exitCause) {

  /** The same episode, ended. */
  Episode endedAt(long exit, ExitCause cause) {
    return new Episode(
        scorecard,
        cycle,
        entryAt,
        score,
        dimensionScores,
        segment,
        crossingRule,
        rolledDown,
        OptionalLong.of(exit),
        Optional.of(cause));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Episode that
        && scorecard == that.scorecard
        && cycle == that.cycle
        && entryAt == that.entryAt
        && Double.compare(score, that.score) == 0
        && Arrays.equals(dimensionScores, that.dimensionScores)
        && segment.equals(that.segment)
        && crossingRule.equals(that.crossingRule)
        && rolledDown == that.rolledDown
        && exitAt.equals(that.exitAt)
        && exitCause.equals(that.exitCause);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scorecard, cycle, entryAt, score, Arrays.hashCode(dimensionScores));
  }

  @Override
  public String toString() {
    return "Episode[scorecard=%d, cycle=%d, entryAt=%d, score=%s, dimensionScores=%s, segment=%s, crossingRule=%s, rolledDown=%s, exitAt=%s, exitCause=%s]"
        .formatted(
            scorecard,
            cycle,
            entryAt,
            score,
            Arrays.toString(dimensionScores),
            segment,
            crossingRule,
            rolledDown,
            exitAt,
            exitCause);
  }
}
