package io.requalify.tables;

import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.CalibrationBandsTable;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.ChannelAttributionTable;
import io.requalify.tables.result.ChannelEconomicsTable;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.DecisionGatesTable;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.DecisionsTable;
import io.requalify.tables.result.DelaysTable;
import io.requalify.tables.result.DriftTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ExplorationPlansTable;
import io.requalify.tables.result.FollowUpTable;
import io.requalify.tables.result.FunnelFactorsTable;
import io.requalify.tables.result.FunnelTargetsTable;
import io.requalify.tables.result.GamingTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.MixRateTable;
import io.requalify.tables.result.OpenRevenueTable;
import io.requalify.tables.result.RestatementTable;
import io.requalify.tables.result.ReviewComparisonsTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.result.RuleContributionsTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.result.ScoreTablesTable;
import io.requalify.tables.result.SignalsTable;
import io.requalify.tables.result.SlaTable;
import io.requalify.tables.result.SwapSetsTable;
import io.requalify.tables.result.ThresholdFrontierTable;
import io.requalify.tables.result.TimeToEventTable;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.AccountSignalsTable;
import io.requalify.tables.source.AccountsTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ChannelCostsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.DeletionsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.IdentitiesTable;
import io.requalify.tables.source.NotableDatesTable;
import io.requalify.tables.source.ProductionScoresTable;
import io.requalify.tables.source.RejectedRowsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.SatisfactionTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.List;
import java.util.stream.Stream;

/** Every table, in the way of the data. */
public final class Contracts {
  private static final List<TableContract> FILLED =
      List.of(
          ContactsTable.CONTRACT,
          AccountsTable.CONTRACT,
          AccountMembersTable.CONTRACT,
          AttributeChangesTable.CONTRACT,
          EventsTable.CONTRACT,
          AccountSignalsTable.CONTRACT,
          RoutingsTable.CONTRACT,
          StageChangesTable.CONTRACT,
          ChannelCostsTable.CONTRACT,
          SatisfactionTable.CONTRACT,
          NotableDatesTable.CONTRACT,
          IdentitiesTable.CONTRACT,
          DeletionsTable.CONTRACT,
          ProductionScoresTable.CONTRACT);

  private static final List<TableContract> WORKING = List.of(TimelinesTable.CONTRACT);

  private static final List<TableContract> RESULTS =
      List.of(
          ReviewsTable.CONTRACT,
          RuleVersionsTable.CONTRACT,
          AccountEpisodesTable.CONTRACT,
          EpisodesTable.CONTRACT,
          ScorePeaksTable.CONTRACT,
          LabelledEpisodesTable.CONTRACT,
          SwapSetsTable.CONTRACT,
          ConversionEstimatesTable.CONTRACT,
          DecisionsProposedTable.CONTRACT,
          DecisionGatesTable.CONTRACT,
          ExplorationPlansTable.CONTRACT,
          DecisionsTable.CONTRACT,
          TimeToEventTable.CONTRACT,
          DelaysTable.CONTRACT,
          OpenRevenueTable.CONTRACT,
          ChannelQualityTable.CONTRACT,
          ChannelEconomicsTable.CONTRACT,
          ChannelAttributionTable.CONTRACT,
          MixRateTable.CONTRACT,
          FunnelFactorsTable.CONTRACT,
          FunnelTargetsTable.CONTRACT,
          ScoreTablesTable.CONTRACT,
          CalibrationTable.CONTRACT,
          CalibrationBandsTable.CONTRACT,
          ThresholdFrontierTable.CONTRACT,
          RuleContributionsTable.CONTRACT,
          DriftTable.CONTRACT,
          SlaTable.CONTRACT,
          FollowUpTable.CONTRACT,
          RestatementTable.CONTRACT,
          ReviewComparisonsTable.CONTRACT,
          GamingTable.CONTRACT,
          SignalsTable.CONTRACT,
          DataQualityTable.CONTRACT);

  private Contracts() {}

  /** Source, working and result tables. */
  public static List<TableContract> all() {
    return Stream.of(FILLED, List.of(RejectedRowsTable.CONTRACT), WORKING, RESULTS)
        .flatMap(List::stream)
        .toList();
  }

  /** What an export can fill: the source tables but {@code rejected_rows}. */
  public static List<TableContract> filledByExports() {
    return FILLED;
  }
}
