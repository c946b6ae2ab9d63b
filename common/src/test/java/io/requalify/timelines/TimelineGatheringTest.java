package io.requalify.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.scoring.TimelineCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Rows in the order of their places become timelines. */
final class TimelineGatheringTest {
  private static final int MANY = 100;
  private static final long SECOND = 1_000_000;
  private static final long CREATED = 5 * SECOND;
  private static final int PAGE = TimelineCode.event(0);
  private static final int MAIL = TimelineCode.event(1);
  private static final int LOST = TimelineCode.ends(TimelineCode.LOST);

  private final List<InternalRow> rows = new ArrayList<>();

  @Test
  void entriesOfOneSecondComeInTheOrderInWhichTheyTakeEffect() {
    contact(1, "c1");
    entry(1, 9, "c1", 9 * SECOND + 2, 9 * SECOND + 2, "e1", LOST);
    entry(1, 9, "c1", 9 * SECOND + 2, 9 * SECOND + 2, "e3", MAIL);
    entry(1, 9, "c1", 9 * SECOND + 2, 9 * SECOND + 2, "e2", PAGE);
    entry(1, 9, "c1", 9 * SECOND + 1, 9 * SECOND + 1, "e4", PAGE);
    entry(1, 9, "c1", 3 * SECOND, 9 * SECOND + 2, "e9", PAGE);

    InternalRow timeline = gathered(MANY).get(0);

    assertThat(longs(timeline, 5))
        .containsExactly(
            9 * SECOND + 1, 9 * SECOND + 2, 9 * SECOND + 2, 9 * SECOND + 2, 9 * SECOND + 2);
    assertThat(longs(timeline, 6))
        .containsExactly(
            9 * SECOND + 1, 3 * SECOND, 9 * SECOND + 2, 9 * SECOND + 2, 9 * SECOND + 2);
    assertThat(codes(timeline)).containsExactly(PAGE, PAGE, PAGE, MAIL, LOST);
  }

  @Test
  void contactsWithEqualHashesAreKeptApart() {
    contact(1, "c1");
    contact(1, "c2");
    entry(1, 7, "c2", 7 * SECOND, 7 * SECOND, "e1", PAGE);
    entry(1, 7, "c1", 7 * SECOND, 7 * SECOND, "e2", MAIL);
    entry(1, 8, "c2", 8 * SECOND, 8 * SECOND, "e3", LOST);
    contact(2, "c3");

    List<InternalRow> timelines = gathered(MANY);

    assertThat(timelines).extracting(row -> text(row, 0)).containsExactly("c1", "c2", "c3");
    assertThat(codes(timelines.get(0))).containsExactly(MAIL);
    assertThat(codes(timelines.get(1))).containsExactly(PAGE, LOST);
    assertThat(codes(timelines.get(2))).isEmpty();
  }

  @Test
  void entriesOfAContactThatIsNotKnownDropOut() {
    entry(1, 7, "c0", 7 * SECOND, 7 * SECOND, "e1", PAGE);
    contact(2, "c1");
    entry(2, 7, "c9", 7 * SECOND, 7 * SECOND, "e2", PAGE);
    entry(2, 7, "c1", 7 * SECOND, 7 * SECOND, "e3", MAIL);

    List<InternalRow> timelines = gathered(MANY);

    assertThat(timelines).hasSize(1);
    assertThat(codes(timelines.get(0))).containsExactly(MAIL);
  }

  @Test
  void aRowHoldsNoMoreThanItMayAndSaysOfItselfWhetherAnythingWasLate() {
    contact(1, "c1");
    entry(1, 6, "c1", 6 * SECOND, 6 * SECOND, "e1", PAGE);
    entry(1, 7, "c1", 7 * SECOND, 7 * SECOND, "e2", PAGE);
    entry(1, 8, "c1", 1 * SECOND, 8 * SECOND, "e3", PAGE);

    List<InternalRow> parts = gathered(2);

    assertThat(parts).extracting(row -> row.getInt(4)).containsExactly(0, 1);
    assertThat(longs(parts.get(0), 5)).containsExactly(6 * SECOND, 7 * SECOND);
    assertThat(parts.get(0).isNullAt(6)).isTrue();
    assertThat(longs(parts.get(1), 6)).containsExactly(1 * SECOND);
    assertThat(parts).allMatch(row -> row.getLong(3) == CREATED && text(row, 1).equals("a1"));
  }

  @Test
  void aTimelineOfManyPartsIsGivenOutPartByPart() {
    contact(1, "c1");
    int entries = 100_000;
    for (int i = 0; i < entries; i++) {
      entry(1, 10 + i, "c1", (10 + i) * SECOND, (10 + i) * SECOND, "e", PAGE);
    }
    TimelineGathering gathering = new TimelineGathering(rows.iterator(), 10, false);

    List<Integer> sizes = new ArrayList<>();
    while (gathering.hasNext()) {
      sizes.add(codes(gathering.next()).length);
    }

    assertThat(sizes).hasSize(entries / 10).containsOnly(10);
  }

  private List<InternalRow> gathered(int entriesOfARow) {
    List<InternalRow> timelines = new ArrayList<>();
    new TimelineGathering(rows.iterator(), entriesOfARow, false).forEachRemaining(timelines::add);
    return timelines;
  }

  private void contact(long hash, String contact) {
    InternalRow about =
        new GenericInternalRow(
            new Object[] {CREATED, UTF8String.fromString("a1"), UTF8String.fromString("web")});
    rows.add(
        new GenericInternalRow(
            new Object[] {
              hash << 32, UTF8String.fromString(contact), about, null, null, null, null
            }));
  }

  private void entry(
      long hash, long second, String contact, long occurred, long known, String tie, int code) {
    rows.add(
        new GenericInternalRow(
            new Object[] {
              hash << 32 | second,
              UTF8String.fromString(contact),
              null,
              occurred,
              known,
              UTF8String.fromString(tie),
              code
            }));
  }

  private static String text(InternalRow row, int column) {
    return row.getUTF8String(column).toString();
  }

  private static long[] longs(InternalRow row, int column) {
    return row.getArray(column).toLongArray();
  }

  private static int[] codes(InternalRow row) {
    return row.getArray(7).toIntArray();
  }
}
