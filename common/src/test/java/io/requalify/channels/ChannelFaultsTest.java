package io.requalify.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.channels.ChannelTally.DaySum;
import io.requalify.statistics.BinomialTally;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A channel that went bad is found, and hardly ever one that did not. */
final class ChannelFaultsTest {
  private static final int WORLDS = 400;
  private static final int CHANNELS = 8;
  private static final int VERDICT = position(ChannelQualityTable.BENCHMARK_VERDICT);
  private static final int CHANNEL = position(ChannelQualityTable.CHANNEL);
  private static final int RANKED = position(ChannelQualityTable.SURELY_OVER_NEXT);

  private final Review review =
      new Review(
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-06-01T00:00:00Z"),
          ZoneId.of("UTC"),
          Optional.of("live"),
          List.of(),
          Map.of("accepted", 30),
          7,
          OpportunityLink.LATEST);

  @Test
  void channelOfWhichSalesAcceptHalfMissesTheBenchmarkOfEightyPercentInNearlyEveryWorld() {
    int found = 0;
    for (int world = 0; world < WORLDS; world++) {
      List<Row> rows = rows(new Random(world), 0.85, 0.5);
      assertThat(verdict(rows, CHANNELS - 1)).isNotEqualTo(ChannelQualityTable.MET);
      found += verdict(rows, CHANNELS - 1).equals(ChannelQualityTable.NOT_MET) ? 1 : 0;
    }
    assertThat((double) found / WORLDS).isGreaterThan(0.99);
  }

  @Test
  void channelThatReallyIsAtTheBenchmarkIsRarelySaidToMissOrToMeetIt() {
    int missed = 0;
    int met = 0;
    for (int world = 0; world < WORLDS; world++) {
      List<Row> rows = rows(new Random(world), 0.8, 0.8);
      missed += verdict(rows, 0).equals(ChannelQualityTable.NOT_MET) ? 1 : 0;
      met += verdict(rows, 0).equals(ChannelQualityTable.MET) ? 1 : 0;
    }
    // One end of an interval of 95%: 2.5%, and 3 errors of chance in 400 worlds.
    assertThat((double) missed / WORLDS).isLessThan(0.05);
    assertThat((double) met / WORLDS).isLessThan(0.05);
  }

  @Test
  void equalChannelsAreRankedOverEachOtherWithConfidenceInFewWorlds() {
    int alarms = 0;
    for (int world = 0; world < WORLDS / 4; world++) {
      alarms +=
          rows(new Random(world), 0.85, 0.85).stream()
                  .anyMatch(row -> Boolean.TRUE.equals(row.get(RANKED)))
              ? 1
              : 0;
    }
    assertThat((double) alarms / (WORLDS / 4.0)).isLessThan(0.05);
  }

  @Test
  void channelsThatDifferAsTheyShouldAreRankedOverTheOneThatWentBad() {
    int found = 0;
    for (int world = 0; world < WORLDS / 4; world++) {
      found +=
          rows(new Random(world), 0.85, 0.5).stream()
                  .anyMatch(
                      row ->
                          Boolean.TRUE.equals(row.get(RANKED))
                              && !row.getString(CHANNEL).equals(name(CHANNELS - 1)))
              ? 1
              : 0;
    }
    assertThat((double) found / (WORLDS / 4.0)).isGreaterThan(0.95);
  }

  private static String verdict(List<Row> rows, int channel) {
    return rows.stream()
        .filter(row -> row.getString(CHANNEL).equals(name(channel)))
        .map(row -> row.getString(VERDICT))
        .findFirst()
        .orElseThrow();
  }

  /** Channels of 150 worked MQLs each, of which the last is accepted at a rate of its own. */
  private List<Row> rows(Random random, double rate, double ofLast) {
    SortedMap<ChannelKey, ChannelTally> tallies = new TreeMap<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      int accepted = 0;
      for (int contact = 0; contact < 150; contact++) {
        accepted += random.nextDouble() < (channel == CHANNELS - 1 ? ofLast : rate) ? 1 : 0;
      }
      tallies.put(key(name(channel)), tally(150, accepted));
    }
    return new ChannelQualityRows(review, tallies, Map.of(), Counterfactuals.none()).rows();
  }

  private static ChannelTally tally(long contacts, long accepted) {
    return new ChannelTally(
        contacts,
        contacts,
        accepted,
        accepted,
        0,
        new DaySum(0, 0),
        new BinomialTally(contacts, accepted),
        accepted,
        0);
  }

  private static ChannelKey key(String channel) {
    return new ChannelKey(
        ChannelUnits.MQL,
        "live",
        ChannelQualityTable.OF_CHANNEL,
        channel,
        Review.ALL,
        Review.ALL,
        Review.ALL,
        ChannelQualityTable.WHOLE_WINDOW,
        Review.ALL,
        "accepted");
  }

  private static String name(int channel) {
    return "channel " + channel;
  }

  private static int position(String column) {
    return ChannelQualityTable.CONTRACT.schema().fieldIndex(column);
  }
}
