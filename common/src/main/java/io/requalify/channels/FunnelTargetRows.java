package io.requalify.channels;

import io.requalify.channels.PlannedChannel.DealEnd;
import io.requalify.statistics.Answer;
import io.requalify.statistics.channels.ChannelFunnel;
import io.requalify.statistics.channels.DealCounts.DealValue;
import io.requalify.statistics.channels.FunnelPlan;
import io.requalify.statistics.channels.FunnelStage;
import io.requalify.statistics.channels.PlannedCount;
import io.requalify.statistics.channels.TargetPlan;
import io.requalify.tables.Review;
import io.requalify.tables.result.FunnelTargetsTable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What a plan needs and brings under each version, as rows of {@link FunnelTargetsTable}. */
final class FunnelTargetRows {
  private final Review review;
  private final TargetPlan plan;
  private final SortedMap<String, SortedMap<String, ChannelSteps>> known;
  private final YearMonth current;
  private final List<Row> rows = new ArrayList<>();

  FunnelTargetRows(
      Review review, TargetPlan plan, SortedMap<String, SortedMap<String, ChannelSteps>> known) {
    this.review = review;
    this.plan = plan;
    this.known = known;
    this.current = YearMonth.from(review.asOf().atZone(review.timezone()));
  }

  /** Both directions, as far as the plan asks for them, under every version. */
  List<Row> rows() {
    for (String version : review.versions()) {
      SortedMap<String, ChannelSteps> channels =
          known.getOrDefault(version, Collections.emptySortedMap());
      Answer<PlannedChannel> all = all(channels);
      if (!plan.revenue().isEmpty()) {
        addNeeded(version, channels, all);
      }
      if (!plan.leads().isEmpty()) {
        addExpected(version, channels, all);
      }
    }
    return List.copyOf(rows);
  }

  private Answer<PlannedChannel> all(SortedMap<String, ChannelSteps> channels) {
    if (!review.horizonDays().keySet().containsAll(FunnelTargetCounts.OUTCOMES)) {
      return Answer.refused(
          "the review does not ask for all of %s; add them by --horizon"
              .formatted(FunnelTargetCounts.OUTCOMES));
    }
    return PlannedChannel.ofAll(
        Review.ALL, channels.getOrDefault(Review.ALL, ChannelSteps.nobody()), plan);
  }

  private void addNeeded(
      String version, SortedMap<String, ChannelSteps> channels, Answer<PlannedChannel> all) {
    String direction = FunnelTargetsTable.NEEDED;
    Answer<List<PlannedChannel>> planned =
        all.then(pooled -> pooled.deal().then(deal -> Answer.of(planned(channels, pooled))));
    Answer<Ends> ends = planned.then(this::needed);
    if (ends.value().isEmpty()) {
      refuse(version, direction, ends.reason());
      return;
    }
    add(version, direction, ends.value().get(), planned.value().orElseThrow(), all);
  }

  /** Channels that won, with the rates of all where their own contacts are too few. */
  private List<PlannedChannel> planned(
      SortedMap<String, ChannelSteps> channels, PlannedChannel all) {
    return channels.entrySet().stream()
        .filter(channel -> !channel.getKey().equals(Review.ALL) && channel.getValue().won() > 0)
        .map(channel -> PlannedChannel.of(channel.getKey(), channel.getValue(), all, plan))
        .toList();
  }

  private Answer<Ends> needed(List<PlannedChannel> channels) {
    return needed(channels, DealEnd.MEAN)
        .then(
            counts ->
                needed(channels, DealEnd.UPPER)
                    .then(
                        fewest ->
                            needed(channels, DealEnd.LOWER)
                                .map(most -> new Ends(counts, fewest, most))));
  }

  private Answer<FunnelPlan> needed(List<PlannedChannel> channels, DealEnd end) {
    // Shares stay what they are on record whatever a win is taken to bring.
    double revenue =
        channels.stream()
            .mapToDouble(channel -> channel.won() * channel.dealValue(DealEnd.MEAN))
            .sum();
    List<ChannelFunnel> funnels =
        channels.stream()
            .map(
                channel ->
                    channel.funnel(
                        channel.won() * channel.dealValue(DealEnd.MEAN) / revenue,
                        channel.dealValue(end)))
            .toList();
    return FunnelPlan.forRevenue(plan.revenue(), funnels);
  }

  private void addExpected(
      String version, SortedMap<String, ChannelSteps> channels, Answer<PlannedChannel> all) {
    if (all.value().isEmpty()) {
      refuse(version, FunnelTargetsTable.EXPECTED, all.reason());
      return;
    }
    List<PlannedChannel> planned =
        plan.leads().keySet().stream()
            .map(
                channel ->
                    PlannedChannel.of(
                        channel,
                        channels.getOrDefault(channel, ChannelSteps.nobody()),
                        all.value().get(),
                        plan))
            .toList();
    // Neither the share nor the value of a win has a part in how many leads go on.
    FunnelPlan brought =
        FunnelPlan.fromLeads(
            plan.leads(), planned.stream().map(channel -> channel.funnel(1, 1)).toList());
    add(version, FunnelTargetsTable.EXPECTED, new Ends(brought, brought, brought), planned, all);
  }

  /** The same plan by the mean value of a win, and by those that need the fewest and the most. */
  private record Ends(FunnelPlan counts, FunnelPlan fewest, FunnelPlan most) {}

  private void refuse(String version, String direction, String reason) {
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            version,
            direction,
            Review.ALL,
            Review.ALL,
            Review.ALL,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            plan.currency(),
            "insufficient: " + reason));
  }

  private void add(
      String version,
      String direction,
      Ends ends,
      List<PlannedChannel> channels,
      Answer<PlannedChannel> all) {
    Map<String, PlannedCount> totals = new LinkedHashMap<>();
    for (int place = 0; place < ends.counts().counts().size(); place++) {
      // The three plans have the same channels, stages and months in the same order.
      PlannedCount count = ends.counts().counts().get(place);
      PlannedCount both =
          new PlannedCount(
              count.stage(),
              count.month(),
              count.channel(),
              count.count(),
              ends.fewest().counts().get(place).fewest(),
              ends.most().counts().get(place).most());
      PlannedChannel channel =
          channels.stream()
              .filter(each -> each.channel().equals(count.channel()))
              .findFirst()
              .orElseThrow();
      rows.add(row(version, direction, both, channel));
      totals.merge(count.stage() + " " + count.month(), both, FunnelTargetRows::plus);
    }
    for (PlannedCount total : totals.values()) {
      rows.add(row(version, direction, total, all.value().orElseThrow()));
    }
  }

  private static PlannedCount plus(PlannedCount one, PlannedCount other) {
    return new PlannedCount(
        one.stage(),
        one.month(),
        Review.ALL,
        one.count() + other.count(),
        one.fewest() + other.fewest(),
        one.most() + other.most());
  }

  private Row row(String version, String direction, PlannedCount count, PlannedChannel channel) {
    Optional<PlannedChannel.Step> step = Optional.ofNullable(channel.steps().get(count.stage()));
    Optional<DealValue> deal =
        channel.deal().value().filter(value -> count.stage() == FunnelStage.WON);
    boolean estimated = plan.dealValue().isEmpty();
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        direction,
        PlannedChannel.word(count.stage()),
        count.month().toString(),
        channel.channel(),
        count.count(),
        count.fewest(),
        count.most(),
        step.map(each -> each.rate().rate()).orElse(null),
        step.map(each -> each.rate().interval().lower()).orElse(null),
        step.map(each -> each.rate().interval().upper()).orElse(null),
        step.map(each -> rateOf(channel, each)).orElse(null),
        step.map(PlannedChannel.Step::lagDays).orElse(null),
        step.map(each -> each.rate().lagMonths()).orElse(null),
        deal.map(DealValue::mean).orElse(null),
        deal.filter(value -> estimated).map(value -> value.interval().lower()).orElse(null),
        deal.filter(value -> estimated).map(value -> value.interval().upper()).orElse(null),
        deal.map(value -> value.mean() * count.count()).orElse(null),
        plan.currency(),
        reason(count, channel, step));
  }

  private static String rateOf(PlannedChannel channel, PlannedChannel.Step step) {
    return step.ofChannel() && !channel.channel().equals(Review.ALL)
        ? FunnelTargetsTable.OF_CHANNEL
        : FunnelTargetsTable.OF_ALL;
  }

  private String reason(
      PlannedCount count, PlannedChannel channel, Optional<PlannedChannel.Step> step) {
    List<String> reasons = new ArrayList<>();
    if (count.month().isBefore(current)) {
      reasons.add("too late: the month was over as of the review");
    }
    step.map(PlannedChannel.Step::reason).filter(why -> !why.isEmpty()).ifPresent(reasons::add);
    if (count.stage() == FunnelStage.WON) {
      if (channel.deal().value().isEmpty()) {
        reasons.add("no revenue: " + channel.deal().reason());
      } else if (!channel.dealReason().isEmpty()) {
        reasons.add(channel.dealReason());
      }
    }
    return String.join("; ", reasons);
  }
}
