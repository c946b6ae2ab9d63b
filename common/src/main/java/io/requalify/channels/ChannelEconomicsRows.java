package io.requalify.channels;

import static io.requalify.tables.result.ChannelEconomicsTable.COST_PER;
import static io.requalify.tables.result.ChannelEconomicsTable.COST_PER_CONTACT;
import static io.requalify.tables.result.ChannelEconomicsTable.MARGIN_PER_WON;
import static io.requalify.tables.result.ChannelEconomicsTable.NET_PROMOTER_SCORE;
import static io.requalify.tables.result.ChannelEconomicsTable.PAYBACK_MONTHS;
import static io.requalify.tables.result.ChannelEconomicsTable.RETENTION;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.channels.NetPromoterScore;
import io.requalify.statistics.channels.RatioMoments;
import io.requalify.statistics.channels.UnitCost;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Concludes what each channel costs and brings from its counts, costs and customers. */
final class ChannelEconomicsRows {
  private static final double LEVEL = 0.95;
  private static final String WON = "won";
  private static final List<String> FUNNEL = List.of("accepted", "opportunity", WON);

  private final Review review;
  private final SortedMap<ChannelKey, ChannelTally> tallies;
  private final Map<ChannelKey, ChannelMoney> money;
  private final ChannelSpend spend;
  private final Map<EconomicsKey, CustomerTally> customers;
  private final boolean churnIsRecorded;
  private final List<Row> rows = new ArrayList<>();

  /**
   * What is concluded from.
   *
   * @param churnIsRecorded false where nobody ever left on record, so that who stayed is not known
   */
  ChannelEconomicsRows(
      Review review,
      SortedMap<ChannelKey, ChannelTally> tallies,
      Map<ChannelKey, ChannelMoney> money,
      ChannelSpend spend,
      Map<EconomicsKey, CustomerTally> customers,
      boolean churnIsRecorded) {
    this.review = review;
    this.tallies = tallies;
    this.money = money;
    this.spend = spend;
    this.customers = customers;
    this.churnIsRecorded = churnIsRecorded;
  }

  /** A figure with what is behind it. */
  private record Figure(
      String measure, Answer<Double> value, Answer<Interval> interval, String unit, String method) {
    static Figure refused(String measure, String unit, String method, String reason) {
      return new Figure(measure, Answer.refused(reason), Answer.refused(reason), unit, method);
    }

    String reason() {
      return value.reason().isEmpty() && !method.equals("none")
          ? interval.reason()
          : value.reason();
    }
  }

  /** All rows, by population, version and channel. */
  List<Row> rows() {
    // Every outcome has the same contacts.
    SortedMap<EconomicsKey, Long> contacts = new TreeMap<>();
    tallies.forEach(
        (key, tally) -> {
          if (isOfWholeWindow(key)) {
            contacts.put(EconomicsKey.of(key), tally.contacts());
          }
        });
    contacts.forEach(this::addCosts);
    return List.copyOf(rows);
  }

  private static boolean isOfWholeWindow(ChannelKey key) {
    return key.isOfWindow()
        && key.segment().equals(Review.ALL)
        && (key.isWhole() || key.level().equals(ChannelQualityTable.OF_CHANNEL))
        && !key.outcome().equals(ChannelQualityTable.MQL_OUTCOME);
  }

  private void addCosts(EconomicsKey key, long contacts) {
    add(key, perContact(key, contacts), new BinomialTally(contacts, contacts));
    for (String outcome : FUNNEL) {
      ChannelTally tally = tallies.get(channelKey(key, outcome));
      if (tally != null) {
        add(key, perOutcome(key, outcome), tally.mature());
      }
    }
    if (tallies.containsKey(channelKey(key, WON))) {
      addCustomers(key);
    }
  }

  private void addCustomers(EconomicsKey key) {
    ChannelMoney won = money.getOrDefault(channelKey(key, WON), ChannelMoney.NONE);
    CustomerTally tally = customers.getOrDefault(key, CustomerTally.NONE);
    BinomialTally withMargin = new BinomialTally(won.withMargin(), won.withMargin());
    add(key, marginPerWon(won), withMargin);
    add(key, payback(key, won), withMargin);
    add(key, retention(tally.stayed()), tally.stayed());
    add(key, promoterScore(tally), new BinomialTally(tally.answers(), tally.promoters()));
  }

  private Figure perContact(EconomicsKey key, long contacts) {
    return spent(key)
        .value()
        .map(
            amount ->
                contacts == 0
                    ? Figure.refused(COST_PER_CONTACT, "currency", "none", "nobody entered")
                    : new Figure(
                        COST_PER_CONTACT,
                        Answer.of(amount / contacts),
                        Answer.refused("a count, and no estimate"),
                        "currency",
                        "none"))
        .orElseGet(() -> Figure.refused(COST_PER_CONTACT, "currency", "none", spent(key).reason()));
  }

  private Figure perOutcome(EconomicsKey key, String outcome) {
    Answer<UnitCost> cost = cost(key, outcome);
    return figure(COST_PER + outcome, cost, "currency");
  }

  private static Figure figure(String measure, Answer<UnitCost> cost, String unit) {
    return cost.value()
        .map(
            found -> new Figure(measure, Answer.of(found.cost()), found.fieller(), unit, "fieller"))
        .orElseGet(() -> Figure.refused(measure, unit, "fieller", cost.reason()));
  }

  /** As if all contacts came to the outcome like those whose horizon is over. */
  private Answer<UnitCost> cost(EconomicsKey key, String outcome) {
    Answer<Double> spent = spent(key);
    if (spent.value().isEmpty()) {
      return Answer.refused(spent.reason());
    }
    ChannelTally tally = tallies.get(channelKey(key, outcome));
    BinomialTally mature = tally.mature();
    Optional<String> insufficient = ChannelQualityRows.insufficient(mature);
    if (insufficient.isPresent()) {
      return Answer.refused(insufficient.get());
    }
    double contacts = tally.contacts();
    double rate = mature.rate();
    double variance = contacts * contacts * rate * (1 - rate) / mature.trials();
    return Answer.of(
        UnitCost.of(new RatioMoments(spent.value().get(), contacts * rate, 0, variance, 0), LEVEL));
  }

  private Answer<Double> spent(EconomicsKey key) {
    Optional<BigDecimal> amount = spend.of(key.channel());
    if (amount.isPresent()) {
      return Answer.of(amount.get().doubleValue());
    }
    return Answer.refused(
        spend.currency(key.channel()).isPresent()
            ? "the costs are in several currencies, which do not add up"
            : "no costs of the channel in the window are recorded");
  }

  private static Answer<Double> margin(ChannelMoney won) {
    if (won.margin().isPresent() && won.withMargin() > 0) {
      return Answer.of(won.margin().get().doubleValue() / won.withMargin());
    }
    return Answer.refused(
        won.currency().equals(Optional.of(ChannelMoney.SEVERAL))
            ? "the margins are in several currencies, which do not add up"
            : "no margin of a win is recorded");
  }

  private static Figure marginPerWon(ChannelMoney won) {
    Answer<Double> margin = margin(won);
    return new Figure(
        MARGIN_PER_WON,
        margin,
        Answer.refused(margin.reason().isEmpty() ? "a mean, and no estimate" : margin.reason()),
        "currency",
        "none");
  }

  private Figure payback(EconomicsKey key, ChannelMoney won) {
    if (review.channels().marginMonths().isEmpty()) {
      return Figure.refused(
          PAYBACK_MONTHS,
          "months",
          "fieller",
          "nobody stated how many months the margin of a win is for (--margin-months)");
    }
    Answer<Double> margin = margin(won);
    if (margin.value().isEmpty()) {
      return Figure.refused(PAYBACK_MONTHS, "months", "fieller", margin.reason());
    }
    if (!won.currency().equals(spend.currency(key.channel()))
        && spend.currency(key.channel()).isPresent()) {
      return Figure.refused(
          PAYBACK_MONTHS, "months", "fieller", "costs and margins are in different currencies");
    }
    Answer<UnitCost> cost = cost(key, WON);
    if (cost.value().isEmpty()) {
      return Figure.refused(PAYBACK_MONTHS, "months", "fieller", cost.reason());
    }
    double monthly = margin.value().get() / review.channels().marginMonths().getAsInt();
    return figure(PAYBACK_MONTHS, cost.value().get().paybackMonths(monthly), "months");
  }

  private Figure retention(BinomialTally stayed) {
    String reason =
        !churnIsRecorded
            ? "nobody ever left on record (stage churned), so who stayed is not known"
            : stayed.trials() < ChannelQualityRows.FEWEST_CONTACTS
                ? "insufficient: %d customers won %d days ago or earlier, at least %d are needed"
                    .formatted(
                        stayed.trials(),
                        review.channels().retentionDays(),
                        ChannelQualityRows.FEWEST_CONTACTS)
                : "";
    return reason.isEmpty()
        ? new Figure(
            RETENTION,
            Answer.of(stayed.rate()),
            Answer.of(new Wilson().around(stayed, LEVEL)),
            "share",
            "wilson")
        : Figure.refused(RETENTION, "share", "wilson", reason);
  }

  private static Figure promoterScore(CustomerTally tally) {
    Answer<NetPromoterScore> score =
        NetPromoterScore.of(tally.answers(), tally.promoters(), tally.detractors(), LEVEL);
    return new Figure(
        NET_PROMOTER_SCORE,
        new Answer<>(score.value().map(NetPromoterScore::points), score.reason()),
        new Answer<>(score.value().map(NetPromoterScore::interval), score.reason()),
        "points",
        "multinomial");
  }

  private static ChannelKey channelKey(EconomicsKey key, String outcome) {
    return new ChannelKey(
        key.population(),
        key.version(),
        key.channel().equals(Review.ALL)
            ? ChannelQualityTable.WHOLE
            : ChannelQualityTable.OF_CHANNEL,
        key.channel(),
        Review.ALL,
        Review.ALL,
        Review.ALL,
        ChannelQualityTable.WHOLE_WINDOW,
        Review.ALL,
        outcome);
  }

  private void add(EconomicsKey key, Figure figure, BinomialTally behind) {
    boolean ofMargin = figure.measure().equals(MARGIN_PER_WON);
    Optional<String> currency =
        ofMargin
            ? money.getOrDefault(channelKey(key, WON), ChannelMoney.NONE).currency()
            : spend.currency(key.channel());
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            key.population(),
            key.version(),
            key.channel(),
            figure.measure(),
            figure.value().value().orElse(null),
            figure.interval().value().map(Interval::lower).orElse(null),
            figure.interval().value().map(Interval::upper).orElse(null),
            figure.unit(),
            figure.method(),
            behind.trials(),
            behind.successes(),
            spend.of(key.channel()).orElse(null),
            currency.orElse(null),
            figure.reason()));
  }
}
