package io.requalify.suggestions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.requalify.conditions.ConditionSet;
import io.requalify.documents.Constants;
import io.requalify.outcomes.DecidedOutcomes;
import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.BuiltTimelines;
import io.requalify.timelines.Timelines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suggests points for the rules of a version, from the real decisions that sales worked and what
 * came of them. Writes no result table; the timelines that it needs are kept as those of rescoring.
 */
public final class Suggestions {
  private static final Logger LOG = LoggerFactory.getLogger(Suggestions.class);

  /** The fit needs all of them in the memory of the driver, at eight bytes each, a few times. */
  private static final long MOST_CONTRIBUTIONS = 50_000_000;

  private final Tables tables;

  public Suggestions(Tables tables) {
    this.tables = tables;
  }

  /**
   * Suggests a version.
   *
   * @param version version whose points are refitted
   * @throws io.requalify.rules.InvalidRulesException with every fault of the version's conditions
   * @throws ContractViolationException when the decisions are too few to learn from, or no rule
   *     helps
   */
  public Suggestion of(RuleVersion version, AttributeCatalogue catalogue, SuggestionRequest asked) {
    DecisionWindow window = asked.window();
    LOG.info("Suggest {} from {} over {}", asked.name(), version.version(), window);
    ConditionSet conditions = ConditionSet.of(List.of(version), catalogue);
    Dataset<Row> outcomes = DecidedOutcomes.of(tables, window);
    Map<Use, Long> uses = uses(outcomes);
    EvidenceGates.requireAny(uses, window);
    requireRoom(uses, version);
    BuiltTimelines timelines = new Timelines(tables).of(conditions);
    Dataset<Row> decided =
        DecidedTimelines.of(tables.read(TimelinesTable.CONTRACT, timelines.slice()), outcomes)
            .persist();
    try {
      Suggestion suggestion = new Refit(version, asked, uses, replays(decided, conditions)).run();
      LOG.info("Suggested {}: {}", asked.name(), suggestion.proposal().points());
      return suggestion;
    } finally {
      decided.unpersist();
    }
  }

  private static Map<Use, Long> uses(Dataset<Row> outcomes) {
    Map<Use, Long> uses = new EnumMap<>(Use.class);
    for (Row row : outcomes.groupBy(DecidedOutcomes.USE).agg(count(lit(1))).collectAsList()) {
      uses.put(Constants.of(row.getString(0), Use.class).orElseThrow(), row.getLong(1));
    }
    return uses;
  }

  private static void requireRoom(Map<Use, Long> uses, RuleVersion version) {
    long contributions = uses.get(Use.USED) * (version.rules().size() + 1);
    if (contributions > MOST_CONTRIBUTIONS) {
      throw new ContractViolationException(
          "%,d decisions with %d rules are more than the %,d numbers that are fitted at once: narrow the window with --from and --to"
              .formatted(uses.get(Use.USED), version.rules().size(), MOST_CONTRIBUTIONS));
    }
  }

  private static Refit.Replays replays(Dataset<Row> decided, ConditionSet conditions) {
    return new Refit.Replays() {
      @Override
      public List<SeenDecision> seen(RuleVersion version) {
        List<SeenDecision> seen =
            new ArrayList<>(
                rows().toJavaRDD().mapPartitions(replay(List.of(version))::seen).collect());
        seen.sort(SeenDecision.IN_ORDER);
        return seen;
      }

      @Override
      public List<Long> of(List<RuleVersion> versions) {
        long[] sums = new long[versions.size()];
        for (List<Long> part :
            rows().toJavaRDD().mapPartitions(replay(versions)::reached).collect()) {
          for (int version = 0; version < sums.length; version++) {
            sums[version] += part.get(version);
          }
        }
        return Arrays.stream(sums).boxed().toList();
      }

      /**
       * A new dataset, because the plan of the old one may be older than the keeping of its rows.
       */
      private Dataset<Row> rows() {
        return decided.select(col("*"));
      }

      private DecisionReplay replay(List<RuleVersion> versions) {
        return new DecisionReplay(
            versions.stream().map(version -> Scorecard.of(version, conditions::number)).toList());
      }
    };
  }
}
