package io.requalify.monitoring;

import io.requalify.scoring.Micros;
import io.requalify.statistics.Answer;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.monitoring.Signal;
import io.requalify.statistics.monitoring.SignalComparison;
import io.requalify.statistics.monitoring.WonContacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Counted contacts of one channel, of one segment or of all, in the order of their accounts. */
final class SignalCut {
  private static final double MICROS_OF_A_DAY = Micros.of(Duration.ofDays(1));

  private final List<Row> rows;

  SignalCut(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  private static boolean won(Row row) {
    return !row.isNullAt(row.fieldIndex(SignalContacts.CYCLE));
  }

  private static long contacts(Row row) {
    return row.<Long>getAs(SignalContacts.CONTACTS);
  }

  private static boolean had(Row row, int place) {
    return row.<Boolean>getList(row.fieldIndex(SignalContacts.HAD)).get(place);
  }

  long contacts() {
    return rows.stream().mapToLong(SignalCut::contacts).sum();
  }

  long won() {
    return rows.stream().filter(SignalCut::won).mapToLong(SignalCut::contacts).sum();
  }

  /** Contacts that had the signal. */
  long had(int place) {
    return rows.stream().filter(row -> had(row, place)).mapToLong(SignalCut::contacts).sum();
  }

  long hadAndWon(int place) {
    return rows.stream()
        .filter(row -> won(row) && had(row, place))
        .mapToLong(SignalCut::contacts)
        .sum();
  }

  /**
   * The first of the signals beside the others.
   *
   * @param places of the signals, the one in use first
   * @param names of them, for sentences
   * @param followedDays for how long all contacts were followed
   */
  Answer<SignalComparison> compare(List<Integer> places, List<String> names, int followedDays) {
    if (places.size() < 2) {
      return Answer.refused("no contact had any other signal to compare with");
    }
    List<Signal> signals = new ArrayList<>();
    for (int number = 0; number < places.size(); number++) {
      signals.add(signal(names.get(number), places.get(number)));
    }
    return SignalComparison.of(
        wonContacts(followedDays),
        signals.get(0),
        signals.subList(1, signals.size()),
        Conclusion.LEVEL);
  }

  private WonContacts wonContacts(int followedDays) {
    int size = Math.toIntExact(contacts());
    boolean[] won = new boolean[size];
    int[] accounts = new int[size];
    List<Double> cycles = new ArrayList<>();
    int contact = 0;
    int account = -1;
    String former = null;
    for (Row row : rows) {
      String cluster = row.getAs(SignalContacts.CLUSTER);
      if (!cluster.equals(former)) {
        account++;
        former = cluster;
      }
      for (long same = contacts(row); same > 0; same--) {
        won[contact] = won(row);
        accounts[contact] = account;
        if (won(row)) {
          cycles.add(row.<Long>getAs(SignalContacts.CYCLE) / MICROS_OF_A_DAY);
        }
        contact++;
      }
    }
    return new WonContacts(won, accounts, array(cycles), followedDays);
  }

  private Signal signal(String name, int place) {
    double[] scores = new double[Math.toIntExact(contacts())];
    List<Double> daysBeforeWin = new ArrayList<>();
    int contact = 0;
    for (Row row : rows) {
      Long before = row.<Long>getList(row.fieldIndex(SignalContacts.BEFORE_WIN)).get(place);
      for (long same = contacts(row); same > 0; same--) {
        scores[contact] = had(row, place) ? 1 : 0;
        if (before != null) {
          daysBeforeWin.add(before / MICROS_OF_A_DAY);
        }
        contact++;
      }
    }
    return new Signal(name, scores, array(daysBeforeWin));
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
