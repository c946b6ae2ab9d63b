package io.requalify.estimates;

import static io.requalify.tables.result.LabelledEpisodesTable.ACCOUNT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CHANNEL;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CONVERTED_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.CYCLE;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.HORIZON_DAYS;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.PRODUCTION_SHORTFALL;
import static io.requalify.tables.result.LabelledEpisodesTable.PROPENSITY;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTED_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.SEGMENT;
import static io.requalify.tables.result.LabelledEpisodesTable.START_AT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negative;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.InverseProbability;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.outcomes.Routes;
import io.requalify.rules.ManualVersion;
import io.requalify.scoring.Micros;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.timelines.KnownContacts;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row for each contact, outcome and version that the contact qualifies under, or that
 * production alone qualifies it beside: its first episode in the window under the version and under
 * production.
 */
final class ContactUnits {
  /** The account, else the contact itself: what varies together. */
  static final String CLUSTER = "_cluster";

  /** Part of the clusters that it belongs to, from 0. */
  static final String FOLD = "_fold";

  static final String UNIT_CHANNEL = "_channel";
  static final String CANDIDATE = "_candidate";
  static final String PRODUCTION = "_production";

  // Fields of an episode.
  static final String WORKED_BY_ROUTE = "_worked";
  static final String EXPLORED = "_explored";
  static final String DUE = "_due";
  static final String CONVERTED = "_converted";

  /** One over the logged probability, in millionths; null where the episode is no usable draw. */
  static final String WEIGHT = "_weight";

  /** Days of 24 hours that were over as of the review, from the start; at most the horizon. */
  static final String FOLLOWED = "_followed";

  /** Day by which it was known what came of a worked episode; null while it is not known. */
  static final String KNOWN_ON = "_known_on";

  /** True when it is known to have converted, whether the horizon is over or not. */
  static final String KNOWN_CONVERTED = "_known_converted";

  static final String EPISODE_SEGMENT = "_segment";

  /** Month of the entry in the review's zone, as yyyy-MM. */
  static final String COHORT = "_cohort";

  /** Week of the entry in the review's zone: weeks since 1970, which begin on Monday. */
  static final String WEEK = "_week";

  /** Band of the points that production lacked; {@link #QUALIFIED} where it lacked none to ask. */
  static final String BAND = "_band";

  /** Whether production lacked few points, but lacked some. */
  static final String NEAR = "_near";

  /** Score at the entry under the version of the episode, in points. */
  static final String SCORE = "_score";

  /** Whole points that production lacked, rounded up; null where it lacked none to ask. */
  static final String POINTS_LACKED = "_points_lacked";

  /** Currency of what the conversion brought; null where it brought none that was recorded. */
  static final String CURRENCY = "_currency";

  /** What the conversion brought, in hundredths of its currency; null where nobody recorded it. */
  static final String REVENUE = "_revenue";

  /** Margin of the conversion, like its revenue. */
  static final String MARGIN = "_margin";

  /** Band of contacts that production qualifies; points that are lacking are below. */
  static final int QUALIFIED = 1;

  /** Further apart, what came of a decision says nothing of the other. */
  static final long SHIFTED_AFTER_MICROS = Micros.of(Duration.ofDays(7));

  private static final String EPISODES = "_episodes";

  private static final String A_MONDAY = "1970-01-05";
  private static final int DAYS_OF_A_WEEK = 7;
  private static final long MICROS_OF_A_DAY = Micros.of(Duration.ofDays(1));
  private static final int HUNDREDTHS = 100;

  private final Review review;
  private final TrustGates gates;

  /**
   * Units of a review.
   *
   * @param gates say which probability is too small to give a weight, and what is near
   */
  ContactUnits(Review review, TrustGates gates) {
    this.review = review;
    this.gates = gates;
  }

  /**
   * The units of labelled episodes.
   *
   * @param labelled labelled episodes of the review
   * @param production name of the production version
   */
  Dataset<Row> of(Dataset<Row> labelled, String production) {
    Column[] versions =
        review.versions().stream().map(version -> lit(version)).toArray(Column[]::new);
    return labelled
        .withColumn(CLUSTER, KnownContacts.cluster(col(ACCOUNT_ID), col(CONTACT_ID)))
        .withColumn(UNIT_CHANNEL, coalesce(col(CHANNEL), lit(Review.EMPTY)))
        // One shuffle serves the aggregation by contact here and the one by account after it.
        .repartition(col(CLUSTER))
        .groupBy(CLUSTER, CONTACT_ID, UNIT_CHANNEL, OUTCOME)
        .agg(collect_list(episode()).as(EPISODES))
        .withColumn(FOLD, KnownContacts.fold(col(CLUSTER), CellTable.FOLDS))
        .withColumn(PRODUCTION, firstUnder(lit(production)))
        .withColumn(RULE_VERSION, explode(array(versions)))
        .withColumn(CANDIDATE, firstUnder(col(RULE_VERSION)))
        .where(col(CANDIDATE).isNotNull().or(col(PRODUCTION).isNotNull()))
        .drop(EPISODES);
  }

  /** An episode as a struct whose order is by version, then by time. */
  private Column episode() {
    Column worked = FirstEpisodes.seen();
    Column explored = worked.and(Routes.explored(col(ROUTE)));
    Column due = FirstEpisodes.due(review);
    Column convertedByNow = worked.and(FirstEpisodes.converted());
    // A conversion that is known before the horizon is over does not count by itself: of those that
    // are not over, only the quick conversions are known, and none of the failures. Where it does
    // count, it is weighted by how many were followed for as long.
    Column converted = convertedByNow.and(due);
    Column knownOn = knownOn(worked, due);
    Column weight =
        when(
            explored.and(coalesce(col(PROPENSITY).geq(gates.smallestPropensity()), lit(false))),
            InverseProbability.millionths(col(PROPENSITY)));
    return struct(
        col(RULE_VERSION),
        col(ENTRY_AT),
        col(CYCLE),
        col(ROUTED_AT),
        worked.as(WORKED_BY_ROUTE),
        explored.as(EXPLORED),
        due.as(DUE),
        converted.as(CONVERTED),
        weight.as(WEIGHT),
        followed().as(FOLLOWED),
        knownOn.as(KNOWN_ON),
        convertedByNow.and(knownOn.isNotNull()).as(KNOWN_CONVERTED),
        col(SEGMENT).as(EPISODE_SEGMENT),
        LocalCalendar.month(col(ENTRY_AT), review.timezone()).as(COHORT),
        week(LocalCalendar.local(col(ENTRY_AT), review.timezone())).as(WEEK),
        band().as(BAND),
        near().as(NEAR),
        col(LabelledEpisodesTable.SCORE).as(SCORE),
        ceil(col(PRODUCTION_SHORTFALL)).cast("int").as(POINTS_LACKED),
        when(converted, col(LabelledEpisodesTable.CURRENCY)).as(CURRENCY),
        when(converted, hundredths(LabelledEpisodesTable.AMOUNT)).as(REVENUE),
        when(converted, hundredths(LabelledEpisodesTable.MARGIN)).as(MARGIN));
  }

  /** Whole days, of which shares can be known exactly: the day of the review is not over. */
  private Column followed() {
    Column days = wholeDays(lit(Micros.of(review.asOf())).minus(unix_micros(col(START_AT))));
    return least(days.cast("int"), col(HORIZON_DAYS));
  }

  /** {@link io.requalify.statistics.counterfactual.FollowUp#ofWorked} as a column. */
  private Column knownOn(Column worked, Column due) {
    Column delay = unix_micros(col(CONVERTED_AT)).minus(unix_micros(col(START_AT)));
    Column day = wholeDays(delay.plus(lit(MICROS_OF_A_DAY - 1))).cast("int");
    return when(worked.and(FirstEpisodes.converted()), when(day.leq(followed()), day))
        .when(worked.and(due), col(HORIZON_DAYS));
  }

  private static Column wholeDays(Column micros) {
    return call_function("div", micros, lit(MICROS_OF_A_DAY));
  }

  private static Column week(Column day) {
    return floor(
            datediff(to_date(day), lit(A_MONDAY).cast("date")).divide(lit((double) DAYS_OF_A_WEEK)))
        .cast("int");
  }

  /** Money has two places after the point, so hundredths are whole. */
  private static Column hundredths(String money) {
    return col(money).multiply(lit(HUNDREDTHS)).cast("bigint");
  }

  private static Column band() {
    Column below = ceil(col(PRODUCTION_SHORTFALL).divide(lit((double) Cell.BAND_WIDTH)));
    return coalesce(negative(below).cast("int"), lit(QUALIFIED));
  }

  private Column near() {
    return coalesce(
        col(PRODUCTION_SHORTFALL)
            .gt(0)
            .and(col(PRODUCTION_SHORTFALL).leq(gates.nearThresholdPoints())),
        lit(false));
  }

  private static Column firstUnder(Column version) {
    return array_min(
        filter(col(EPISODES), episode -> episode.getField(RULE_VERSION).equalTo(version)));
  }

  /**
   * True for a unit of {@link ManualVersion}: what sales made of its own decisions is a fact,
   * whatever production did.
   */
  static Column isByHand() {
    return col(RULE_VERSION).equalTo(ManualVersion.NAME);
  }

  /**
   * True for a unit whose version had its contacts worked as they came, so that those of its week
   * stand for it: production qualifies the contact too, or a person did.
   */
  static Column isSent() {
    return col(PRODUCTION).isNotNull().or(isByHand());
  }

  /** True for a unit of which the decision that sales worked speaks. */
  static Column counts() {
    return not(shifted()).or(isByHand());
  }

  /**
   * True for a unit for which both versions mean the same decision. What a person decided and what
   * a score did are two, also where they lie at one instant or are matched with one routing.
   */
  static Column sameDecision() {
    Column sameEntry = field(CANDIDATE, ENTRY_AT).equalTo(field(PRODUCTION, ENTRY_AT));
    Column sameRouting = field(CANDIDATE, ROUTED_AT).equalTo(field(PRODUCTION, ROUTED_AT));
    Column sameKind =
        field(CANDIDATE, RULE_VERSION)
            .equalTo(ManualVersion.NAME)
            .equalTo(field(PRODUCTION, RULE_VERSION).equalTo(ManualVersion.NAME));
    return coalesce(sameEntry, lit(false))
        .or(coalesce(sameRouting, lit(false)))
        .and(coalesce(sameKind, lit(false)));
  }

  /** Microseconds by which the candidate qualifies a contact before production; below 0 after. */
  static Column lead() {
    return unix_micros(field(PRODUCTION, ENTRY_AT)).minus(unix_micros(field(CANDIDATE, ENTRY_AT)));
  }

  /**
   * True where both versions qualify a contact, but so far apart that what came of one decision
   * says nothing of the other.
   */
  static Column shifted() {
    Column apart = lead().gt(SHIFTED_AFTER_MICROS).or(lead().lt(-SHIFTED_AFTER_MICROS));
    return coalesce(apart, lit(false)).and(not(sameDecision()));
  }

  static Column field(String episode, String field) {
    return col(episode).getField(field);
  }
}
