package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.COHORT;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.EvidenceCounts.AGREE_IN;
import static io.requalify.estimates.EvidenceCounts.AGREE_IN_UNDER_PRODUCTION;
import static io.requalify.estimates.EvidenceCounts.CANDIDATE_ALL_GRADED;
import static io.requalify.estimates.EvidenceCounts.CANDIDATE_GRADED;
import static io.requalify.estimates.EvidenceCounts.PRODUCTION_ALL_GRADED;
import static io.requalify.estimates.EvidenceCounts.PRODUCTION_GRADED;
import static io.requalify.estimates.EvidenceCounts.SHARED;
import static io.requalify.estimates.EvidenceCounts.STEPS;
import static io.requalify.estimates.EvidenceCounts.SWAP_IN;
import static io.requalify.estimates.EvidenceCounts.SWAP_OUT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;

import io.requalify.rules.ManualVersion;
import io.requalify.statistics.AllCohorts;
import io.requalify.statistics.Exploration;
import io.requalify.statistics.Followed;
import io.requalify.statistics.GradedEvidence;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.SharedDecisions;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.UnseenSwapIns;
import io.requalify.statistics.WeightSums;
import io.requalify.statistics.counterfactual.CountedModel;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.Millionths;
import io.requalify.tables.SerializedSums;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Reads a row of {@link EvidenceCounts} as the evidence that it is. */
final class EvidenceRows {
  private static final List<String> COUNTED = EvidenceCounts.counted();
  private static final double ONE = Millionths.ONE;
  private static final int DRAWN_PLACE = 0;
  private static final int HISTORY_PLACE = 1;
  private static final int KNOWN_SWAP_IN_PLACE = 2;

  private final EvidenceSums sums;
  private final boolean byHand;

  private EvidenceRows(EvidenceSums sums, boolean byHand) {
    this.sums = sums;
    this.byHand = byHand;
  }

  /** What a row is about. */
  static EvidenceKey key(Row row) {
    Row slice = row.getStruct(row.fieldIndex(EvidenceCounts.SLICE));
    return new EvidenceKey(
        row.getAs(RULE_VERSION),
        slice.getAs(UNIT_CHANNEL),
        slice.getAs(EPISODE_SEGMENT),
        slice.getAs(COHORT),
        row.getAs(OUTCOME));
  }

  /**
   * The evidence of a row.
   *
   * @param model that of its version and outcome; none where there was no outcome model
   */
  static SliceEvidence evidence(Row row, Optional<CountedModel> model) {
    boolean byHand = row.getAs(RULE_VERSION).equals(ManualVersion.NAME);
    return new EvidenceRows(
            SerializedSums.of(row.getAs(EvidenceCounts.SUMS), EvidenceSums.class), byHand)
        .evidence(model);
  }

  private SliceEvidence evidence(Optional<CountedModel> model) {
    SwapEvidence evidence =
        new SwapEvidence(
            followed(AGREE_IN),
            followed(AGREE_IN_UNDER_PRODUCTION),
            followed(SWAP_IN),
            followed(SWAP_OUT),
            new SharedDecisions(
                count(SHARED + STEPS.get(0)),
                count(SHARED + STEPS.get(3)),
                count(SHARED + STEPS.get(4))),
            exploration(),
            sums.moments(),
            model.map(found -> graded(found.unusedHistory())),
            byHand);
    return new SliceEvidence(
        evidence,
        new Lead(
            count(EvidenceCounts.SHIFTED_EARLIER),
            count(EvidenceCounts.SHIFTED_LATER),
            count(EvidenceCounts.LEAD_SECONDS)));
  }

  private Followed followed(String quadrant) {
    return new Followed(
        count(quadrant + STEPS.get(0)),
        count(quadrant + STEPS.get(1)),
        count(quadrant + STEPS.get(2)),
        count(quadrant + STEPS.get(3)),
        count(quadrant + STEPS.get(4)));
  }

  private Exploration exploration() {
    return new Exploration(
        count(EvidenceCounts.DRAWN),
        count(EvidenceCounts.DRAWN_WEIGHTS) / ONE,
        squares(DRAWN_PLACE),
        sums.largest(DRAWN_PLACE) / ONE,
        count(EvidenceCounts.DRAWN_REACH) / ONE,
        count(EvidenceCounts.SWAP_IN_DUE));
  }

  private GradedEvidence graded(Optional<String> unusedHistory) {
    return new GradedEvidence(
        volume(CANDIDATE_GRADED),
        volume(PRODUCTION_GRADED),
        new WeightSums(
            count(EvidenceCounts.HISTORY),
            count(EvidenceCounts.HISTORY_WEIGHTS) / ONE,
            squares(HISTORY_PLACE),
            sums.largest(HISTORY_PLACE) / ONE),
        allCohorts(),
        unusedHistory,
        UnseenSwapIns.NOT_COUNTED);
  }

  private AllCohorts allCohorts() {
    return new AllCohorts(
        volume(CANDIDATE_ALL_GRADED),
        volume(PRODUCTION_ALL_GRADED),
        new WeightSums(
            count(EvidenceCounts.KNOWN_SWAP_IN),
            count(EvidenceCounts.KNOWN_SWAP_IN_WEIGHTS) / ONE,
            squares(KNOWN_SWAP_IN_PLACE),
            sums.largest(KNOWN_SWAP_IN_PLACE) / ONE),
        count(EvidenceCounts.KNOWN_AGREE_IN),
        count(EvidenceCounts.KNOWN_SWAP_OUT));
  }

  private GradedVolume volume(String graded) {
    return GradedVolume.of(
        count(graded + Grade.OBSERVED),
        count(graded + Grade.HISTORY),
        count(graded + Grade.EXPLORED),
        count(graded + Grade.NEAR_THRESHOLD),
        count(graded + Grade.NONE));
  }

  private double squares(int place) {
    return sums.squares(place).doubleValue() / (ONE * ONE);
  }

  private long count(String name) {
    return sums.count(COUNTED.indexOf(name));
  }
}
