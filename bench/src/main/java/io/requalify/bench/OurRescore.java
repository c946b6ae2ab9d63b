package io.requalify.bench;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.requalify.conditions.ConditionSet;
import io.requalify.episodes.Rescore;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.timelines.BuiltTimelines;
import io.requalify.timelines.Timelines;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The answers of some versions by the product's own steps. */
final class OurRescore {
  private static final AttributeCatalogue CATALOGUE = AttributeCatalogue.of(Map.of());

  private final List<RuleVersion> versions;
  private final ConditionSet conditions;
  private final Review review;

  OurRescore(List<RuleVersion> versions) {
    this.versions = List.copyOf(versions);
    this.conditions = ConditionSet.of(versions, CATALOGUE);
    this.review =
        new Review(
            BenchWorld.END,
            BenchWorld.START,
            BenchWorld.END,
            ZoneOffset.UTC,
            Optional.empty(),
            versions.stream().map(RuleVersion::version).toList(),
            Map.of(),
            1,
            OpportunityLink.LATEST);
  }

  /** Makes the timelines of a warehouse, or finds them made. */
  BuiltTimelines timelines(Tables tables) {
    return new Timelines(tables).of(conditions);
  }

  /**
   * Replays timelines. Every episode leaves the kernel as the row that the table of episodes gets;
   * instead of being written, the rows are summed up.
   */
  List<Answer> answers(Tables tables, BuiltTimelines timelines) {
    Dataset<Row> episodes = new Rescore(tables).episodes(review, versions, conditions, timelines);
    Column entry =
        expr(
            Answer.entryNumber(
                EpisodesTable.CONTACT_ID, "unix_micros(%s)".formatted(EpisodesTable.ENTRY_AT)));
    Map<String, Answer> found = new HashMap<>();
    for (Row row :
        episodes
            .groupBy(EpisodesTable.RULE_VERSION)
            .agg(count(lit(1)), sum(entry), sum(EpisodesTable.SCORE))
            .collectAsList()) {
      String version = row.getString(0);
      found.put(version, new Answer(version, row.getLong(1), row.getLong(2), row.getDouble(3)));
    }
    return versions.stream()
        .map(RuleVersion::version)
        .map(version -> found.getOrDefault(version, new Answer(version, 0, 0, 0)))
        .toList();
  }

  /** All of the command {@code rescore}: it also looks for oddities and writes four tables. */
  List<Answer> command(Tables tables) {
    new Rescore(tables).run(review, versions, CATALOGUE);
    return List.of();
  }
}
