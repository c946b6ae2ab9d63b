package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.List;

/**
 * What sales would find if it worked from the highest score down, among the contacts that it did
 * work. Beyond them it says nothing: a threshold below the worked range has no row here.
 *
 * @param rows the highest score first
 */
public record GainsTable(List<Row> rows) {
  public GainsTable {
    rows = List.copyOf(rows);
  }

  /**
   * One level, and all from it up.
   *
   * @param level its own contacts
   * @param fromHereUp contacts with its score or more
   * @param shareOfContacts part of all contacts that have its score or more
   * @param gain part of all events that come of them
   * @param lift rate of the level over the rate of all
   * @param liftFromHereUp rate of those with its score or more over the rate of all
   */
  public record Row(
      ScoreLevel level,
      BinomialTally fromHereUp,
      double shareOfContacts,
      double gain,
      double lift,
      double liftFromHereUp) {}

  /** The gains of a table; refused where nothing had the event. */
  public static Answer<GainsTable> of(ScoreTable table) {
    BinomialTally total = table.total();
    if (total.successes() == 0) {
      return Answer.refused(
          "of %d contacts none had the event, so there is nothing to gain"
              .formatted(total.trials()));
    }
    List<Row> rows = new ArrayList<>();
    BinomialTally up = new BinomialTally(0, 0);
    for (int place = table.levels().size() - 1; place >= 0; place--) {
      ScoreLevel level = table.levels().get(place);
      up = ScoreTable.total(List.of(up, level.tally()));
      rows.add(
          new Row(
              level,
              up,
              (double) up.trials() / total.trials(),
              (double) up.successes() / total.successes(),
              level.tally().rate() / total.rate(),
              up.rate() / total.rate()));
    }
    return Answer.of(new GainsTable(rows));
  }
}
