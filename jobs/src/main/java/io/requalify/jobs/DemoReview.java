package io.requalify.jobs;

import static org.apache.spark.sql.functions.col;

import io.requalify.simulation.DemoVersion;
import io.requalify.simulation.World;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The review of the demo: production against two candidates, over all of the simulated history. */
final class DemoReview {
  /** Exploration may reach a contact long before a candidate would have qualified it. */
  private static final int MATCH_DAYS = 60;

  private static final int ACCEPTED_DAYS = 30;

  /** A decision may come so long after an entry, and acceptance so long after that. */
  private static final Duration UNTIL_EVERYTHING_IS_MATURE =
      Duration.ofDays(MATCH_DAYS + ACCEPTED_DAYS + 1);

  private DemoReview() {}

  static Review review() {
    return new Review(
        World.end(),
        World.start(),
        World.end().minus(UNTIL_EVERYTHING_IS_MATURE),
        ZoneOffset.UTC,
        Optional.of(DemoVersion.PRODUCTION.versionName()),
        List.of(DemoVersion.CONTENT_FIRST.versionName(), DemoVersion.INTENT_FIRST.versionName()),
        Map.of("accepted", ACCEPTED_DAYS, "opportunity", 90, "won", 180),
        MATCH_DAYS,
        OpportunityLink.LATEST);
  }

  /** For each version the share of its contacts that sales would have accepted in this world. */
  static Map<String, Double> truth(Tables tables, Review review, World world) {
    Map<String, Double> truth = new TreeMap<>();
    for (String version : review.versions()) {
      List<String> contacts =
          tables
              .read(EpisodesTable.CONTRACT, review.slice().and(EpisodesTable.RULE_VERSION, version))
              .select(col(EpisodesTable.CONTACT_ID))
              .distinct()
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList();
      world.conversion(contacts).ifPresent(share -> truth.put(version, share));
    }
    return truth;
  }
}
