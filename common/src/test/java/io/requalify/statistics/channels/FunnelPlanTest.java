package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.requalify.statistics.Interval;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FunnelPlanTest {
  private static final YearMonth JUNE = YearMonth.of(2026, 6);

  private static final Map<FunnelStage, StepRate> STEPS =
      Map.of(
          FunnelStage.MQL, new StepRate(0.1, new Interval(0.08, 0.125), 0),
          FunnelStage.SQL, new StepRate(0.5, new Interval(0.4, 0.625), 1),
          FunnelStage.OPPORTUNITY, new StepRate(0.4, new Interval(0.32, 0.5), 1),
          FunnelStage.WON, new StepRate(0.25, new Interval(0.2, 0.3125), 2));

  private static final List<ChannelFunnel> CHANNELS =
      List.of(
          new ChannelFunnel("search", 0.75, 10_000, STEPS),
          new ChannelFunnel("social", 0.25, 10_000, STEPS));

  @Test
  void aTargetIsFollowedBackFromWinsToLeadsByRatesAndLags() {
    FunnelPlan plan = forRevenue(Map.of(JUNE, 100_000.0), CHANNELS);

    assertThat(plan.total(FunnelStage.WON, JUNE)).isEqualTo(10);
    assertThat(plan.total(FunnelStage.OPPORTUNITY, YearMonth.of(2026, 4))).isEqualTo(40);
    assertThat(plan.total(FunnelStage.SQL, YearMonth.of(2026, 3))).isEqualTo(100);
    assertThat(plan.total(FunnelStage.MQL, YearMonth.of(2026, 2))).isEqualTo(200);
    assertThat(plan.total(FunnelStage.LEAD, YearMonth.of(2026, 2))).isEqualTo(2000);
    assertThat(plan.total(FunnelStage.LEAD, JUNE)).isZero();
  }

  @Test
  void channelsAddUpToWhatIsNeededAndHalvesGoToTheFirst() {
    FunnelPlan plan = forRevenue(Map.of(JUNE, 100_000.0), CHANNELS);

    assertThat(plan.counts())
        .filteredOn(count -> count.stage() == FunnelStage.WON)
        .containsExactly(
            new PlannedCount(FunnelStage.WON, JUNE, "search", 8, 8, 8),
            new PlannedCount(FunnelStage.WON, JUNE, "social", 2, 2, 2));
  }

  @Test
  void theEndsOfTheRatesGiveTheFewestAndTheMost() {
    FunnelPlan plan = forRevenue(Map.of(JUNE, 100_000.0), CHANNELS);

    // 7.5 wins need 30 opportunities at .25, 24 at .3125 and 37.5 of 50 at .2.
    assertThat(plan.counts())
        .filteredOn(count -> count.stage() == FunnelStage.OPPORTUNITY)
        .containsExactly(
            new PlannedCount(FunnelStage.OPPORTUNITY, YearMonth.of(2026, 4), "search", 30, 24, 38),
            new PlannedCount(FunnelStage.OPPORTUNITY, YearMonth.of(2026, 4), "social", 10, 8, 12));
  }

  @Test
  void manySmallChannelsAreNotEachRoundedUp() {
    List<ChannelFunnel> ten =
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").stream()
            .map(name -> new ChannelFunnel(name, 0.1, 10_000, STEPS))
            .toList();

    FunnelPlan plan = forRevenue(Map.of(JUNE, 25_000.0), ten);

    // Two wins and a half: three are needed, not ten.
    assertThat(plan.total(FunnelStage.WON, JUNE)).isEqualTo(3);
  }

  @Test
  void leadsArePlannedForwardToTheSameWins() {
    SortedMap<String, SortedMap<YearMonth, Long>> leads = new TreeMap<>();
    leads.put("search", new TreeMap<>(Map.of(YearMonth.of(2026, 2), 1500L)));
    leads.put("social", new TreeMap<>(Map.of(YearMonth.of(2026, 2), 500L)));

    FunnelPlan plan = FunnelPlan.fromLeads(leads, CHANNELS);

    assertThat(plan.total(FunnelStage.MQL, YearMonth.of(2026, 2))).isEqualTo(200);
    assertThat(plan.total(FunnelStage.SQL, YearMonth.of(2026, 3))).isEqualTo(100);
    assertThat(plan.total(FunnelStage.OPPORTUNITY, YearMonth.of(2026, 4))).isEqualTo(40);
    assertThat(plan.total(FunnelStage.WON, JUNE)).isEqualTo(10);
    assertThat(plan.counts())
        .filteredOn(count -> count.stage() == FunnelStage.SQL)
        .extracting(PlannedCount::fewest, PlannedCount::count, PlannedCount::most)
        .containsExactly(tuple(48L, 75L, 117L), tuple(16L, 25L, 39L));
  }

  @Test
  void leadsOfSeveralMonthsMeetInTheMonthsThatTheyReach() {
    SortedMap<String, SortedMap<YearMonth, Long>> leads = new TreeMap<>();
    leads.put(
        "search",
        new TreeMap<>(Map.of(YearMonth.of(2026, 11), 1000L, YearMonth.of(2026, 12), 3000L)));

    FunnelPlan plan = FunnelPlan.fromLeads(leads, CHANNELS);

    assertThat(plan.total(FunnelStage.SQL, YearMonth.of(2026, 12))).isEqualTo(50);
    assertThat(plan.total(FunnelStage.SQL, YearMonth.of(2027, 1))).isEqualTo(150);
    assertThat(plan.counts().stream().map(PlannedCount::stage)).isSorted();
  }

  @Test
  void aRateThatMayBeNothingHasNoPlan() {
    Map<FunnelStage, StepRate> steps = new TreeMap<>(STEPS);
    steps.put(FunnelStage.WON, new StepRate(0.1, new Interval(0, 0.3), 2));

    assertThat(
            FunnelPlan.forRevenue(
                    new TreeMap<>(Map.of(JUNE, 1000.0)),
                    List.of(new ChannelFunnel("search", 1, 10_000, steps)))
                .reason())
        .isEqualTo(
            "the rate of search from OPPORTUNITY to WON may be 0, so no number of leads is surely enough");
  }

  @Test
  void plansThatDoNotFitAreErrors() {
    SortedMap<String, SortedMap<YearMonth, Long>> leads = new TreeMap<>();
    leads.put("webinar", new TreeMap<>(Map.of(JUNE, 10L)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> forRevenue(Map.of(JUNE, 1000.0), CHANNELS.subList(0, 1)))
        .withMessageContaining("add up to 0.75; share out the whole target");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunnelPlan.fromLeads(leads, CHANNELS))
        .withMessage(
            "Leads of [webinar] are planned, but only the rates of [search, social] are given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunnelPlan.fromLeads(leads, List.of(CHANNELS.get(0), CHANNELS.get(0))))
        .withMessageContaining("give each channel once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forRevenue(Map.of(JUNE, -1.0), CHANNELS))
        .withMessageContaining("give targets and leads of 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelFunnel("search", 1, 10_000, Map.of()))
        .withMessageContaining("give one to each of [MQL, SQL, OPPORTUNITY, WON]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepRate(0, new Interval(0, 0.1), 0))
        .withMessageContaining("no share that anything can be planned with");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepRate(0.1, new Interval(0, 0.1), -1))
        .withMessageContaining("A lag of -1 months");
  }

  private static FunnelPlan forRevenue(
      Map<YearMonth, Double> revenue, List<ChannelFunnel> channels) {
    return FunnelPlan.forRevenue(new TreeMap<>(revenue), channels).value().orElseThrow();
  }
}
