package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What belonging to a group says of the event: {@code log((events of it / all events) / (others of
 * it / all others))}, by which the log-odds move. Above 0 it speaks for the event.
 *
 * <p>The information value is {@code Sum (share of events - share of others) weight}: the
 * divergence of the two kinds, by Kullback and Leibler, both ways; 0 for groups that say nothing.
 * Each group that is added raises it by chance alone, so it does not compare attributes with few
 * groups and with many. Among contacts that a score let in, what gave points looks weaker than it
 * is. Good 1950; Siddiqi 2006.
 *
 * @param groups in the order in which they were given
 * @param informationValue 0 or more
 */
public record WeightOfEvidence(List<Weighed> groups, double informationValue) {
  public WeightOfEvidence {
    groups = List.copyOf(groups);
  }

  /**
   * A group to be weighed.
   *
   * @param name for messages and results
   */
  public record Group(String name, BinomialTally tally) {}

  /**
   * A group that was weighed.
   *
   * @param weight its weight of evidence for the event, in natural log-odds
   * @param contribution its part of the information value, 0 or more
   */
  public record Weighed(Group group, double weight, double contribution) {}

  /**
   * The weights of groups.
   *
   * @param groups of which each contact is in one
   * @return refused without a group, or where all or none of a group had the event, which makes its
   *     weight infinite
   */
  public static Answer<WeightOfEvidence> of(List<Group> groups) {
    if (groups.isEmpty()) {
      return Answer.refused("there is no group to weigh");
    }
    BinomialTally total = ScoreTable.total(groups.stream().map(Group::tally).toList());
    double allEvents = total.successes();
    double allOthers = total.trials() - allEvents;
    List<Weighed> weighed = new ArrayList<>();
    double value = 0;
    for (Group group : groups) {
      long events = group.tally().successes();
      long others = group.tally().trials() - events;
      if (events == 0 || others == 0) {
        return Answer.refused(
            "of %d contacts of '%s' %s had the event, which makes its weight infinite; put it together with a group that is like it"
                .formatted(group.tally().trials(), group.name(), events == 0 ? "none" : "all"));
      }
      double shareOfEvents = events / allEvents;
      double shareOfOthers = others / allOthers;
      double weight = StrictMath.log(shareOfEvents / shareOfOthers);
      double contribution = (shareOfEvents - shareOfOthers) * weight;
      value += contribution;
      weighed.add(new Weighed(group, weight, contribution));
    }
    return Answer.of(new WeightOfEvidence(weighed, value));
  }

  /** The weights of the levels of a table, each named by its score in points. */
  public static Answer<WeightOfEvidence> of(ScoreTable table) {
    return of(
        table.levels().stream()
            .map(
                level ->
                    new Group(
                        BigDecimal.valueOf(level.score()).stripTrailingZeros().toPlainString(),
                        level.tally()))
            .toList());
  }
}
