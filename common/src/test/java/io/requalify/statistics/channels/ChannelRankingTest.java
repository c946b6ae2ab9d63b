package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.channels.ChannelRanking.Standing;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

final class ChannelRankingTest {
  /** The reference case olist-channels on the two files of the real export. */
  @Test
  void olistChannels() throws IOException {
    ChannelRanking ranking = ranking(olist());

    assertThat(ranking.prior().alpha()).isCloseTo(2.94, within(5e-3));
    assertThat(ranking.prior().beta()).isCloseTo(28.37, within(5e-3));
    Standing empty = ranking.standings().get(0);
    assertThat(empty.channel()).isEqualTo("(empty)");
    assertThat(empty.tally()).isEqualTo(new BinomialTally(60, 14));
    assertThat(empty.mean()).isCloseTo(0.186, within(5e-4));
    assertThat(empty.bestProbability()).isCloseTo(0.71, within(0.015));
    Standing unknown = ranking.standings().get(1);
    assertThat(unknown.channel()).isEqualTo("unknown");
    assertThat(unknown.mean()).isCloseTo(0.161, within(5e-4));
  }

  /** The empty origin leads, and cannot be told from the unknown one. */
  @Test
  void olistRanksOverlapWhereThePosteriorsDo() throws IOException {
    List<Standing> standings = ranking(olist()).standings();

    assertThat(standings.get(0).lowestRank()).isEqualTo(1);
    assertThat(standings.get(0).highestRank()).isGreaterThan(1);
    assertThat(standings.get(1).lowestRank()).isEqualTo(1);
    assertThat(standings.get(1).highestRank()).isLessThanOrEqualTo(3);
  }

  @Test
  void channelIsRankedOverTheNextOnlyWithNinetyFivePercent() throws IOException {
    List<Standing> standings = ranking(olist()).standings();

    assertThat(standings.get(0).overNext().orElseThrow()).isBetween(0.70, 0.75);
    assertThat(standings.get(0).surelyOverNext()).isFalse();
    assertThat(standings.get(1).overNext().orElseThrow()).isGreaterThan(0.99);
    assertThat(standings.get(1).surelyOverNext()).isTrue();
    Standing last = standings.get(standings.size() - 1);
    assertThat(last.overNext()).isEmpty();
    assertThat(last.surelyOverNext()).isFalse();
  }

  @Test
  void probabilitiesToBeBestAddUpToOne() {
    List<Standing> standings = ranking(made()).standings();

    assertThat(standings.stream().mapToDouble(Standing::bestProbability).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(standings).extracting(Standing::channel).containsExactly("a", "c", "b", "d");
  }

  @Test
  void aChannelWithoutAContactHasThePriorForItsPosterior() {
    SortedMap<String, BinomialTally> channels = made();
    channels.put("new", new BinomialTally(0, 0));

    ChannelRanking ranking = ranking(channels);

    Standing newOne =
        ranking.standings().stream()
            .filter(standing -> standing.channel().equals("new"))
            .findFirst()
            .orElseThrow();
    assertThat(newOne.mean()).isEqualTo(ranking.prior().mean());
    assertThat(newOne.interval().lower()).isCloseTo(ranking.prior().quantile(0.05), within(1e-12));
    assertThat(newOne.lowestRank()).isEqualTo(1);
    assertThat(newOne.highestRank()).isEqualTo(5);
  }

  @Test
  void theSameChannelsHaveTheSameRanksInEveryRunAndOrder() {
    SortedMap<String, BinomialTally> reversed = new TreeMap<>(Collections.reverseOrder());
    reversed.putAll(made());

    assertThat(ranking(reversed).standings())
        .extracting(Standing::bestProbability)
        .containsExactlyElementsOf(
            ranking(made()).standings().stream().map(Standing::bestProbability).toList());
  }

  @Test
  void channelsThatDifferByChanceAloneAreNotRanked() {
    SortedMap<String, BinomialTally> channels = new TreeMap<>();
    channels.put("a", new BinomialTally(100, 10));
    channels.put("b", new BinomialTally(100, 11));
    channels.put("c", new BinomialTally(100, 9));

    assertThat(ChannelRanking.of(channels).reason())
        .isEqualTo("the groups differ no more than chance makes them");
  }

  private static ChannelRanking ranking(SortedMap<String, BinomialTally> channels) {
    return ChannelRanking.of(channels).value().orElseThrow();
  }

  private static SortedMap<String, BinomialTally> made() {
    SortedMap<String, BinomialTally> channels = new TreeMap<>();
    channels.put("a", new BinomialTally(200, 60));
    channels.put("b", new BinomialTally(400, 40));
    channels.put("c", new BinomialTally(100, 22));
    channels.put("d", new BinomialTally(300, 9));
    return channels;
  }

  private static SortedMap<String, BinomialTally> olist() throws IOException {
    Path folder = Path.of(System.getProperty("requalify.shared"), "data", "olist");
    assumeTrue(Files.isDirectory(folder), "skipped: olist-channels needs the folder " + folder);
    Set<String> won = new HashSet<>();
    for (CSVRecord deal : records(folder.resolve("olist_closed_deals_dataset.csv"))) {
      won.add(deal.get("mql_id"));
    }
    SortedMap<String, BinomialTally> channels = new TreeMap<>();
    for (CSVRecord lead : records(folder.resolve("olist_marketing_qualified_leads_dataset.csv"))) {
      String origin = lead.get("origin").isEmpty() ? "(empty)" : lead.get("origin");
      BinomialTally tally = new BinomialTally(1, won.contains(lead.get("mql_id")) ? 1 : 0);
      channels.merge(
          origin,
          tally,
          (one, other) ->
              new BinomialTally(
                  one.trials() + other.trials(), one.successes() + other.successes()));
    }
    return channels;
  }

  private static List<CSVRecord> records(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .getRecords();
    }
  }
}
