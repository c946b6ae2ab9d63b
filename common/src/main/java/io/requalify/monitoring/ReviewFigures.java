package io.requalify.monitoring;

import static org.apache.spark.sql.functions.col;

import io.requalify.statistics.BinomialTally;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.ChannelQualityTable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** What reviews said of their versions, of all channels and the whole window. */
final class ReviewFigures {
  private static final String MQL = "mql";

  private final Map<String, SortedMap<FigureKey, Figures>> byReview = new TreeMap<>();

  private ReviewFigures() {}

  /**
   * Whose figures.
   *
   * @param segment or {@link Review#ALL}
   */
  record FigureKey(String version, String segment, String outcome)
      implements Comparable<FigureKey> {
    private static final Comparator<FigureKey> ORDER =
        Comparator.comparing(FigureKey::version)
            .thenComparing(FigureKey::segment)
            .thenComparing(FigureKey::outcome);

    @Override
    public int compareTo(FigureKey other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The figures.
   *
   * @param contacts that qualified
   * @param mature those whose horizon is over, and the converted among them
   * @param revenue of the outcome; none where nothing has an amount, or the currencies differ
   * @param currency ISO 4217 code, or several; none where nothing has an amount
   */
  record Figures(
      long contacts,
      BinomialTally mature,
      Optional<BigDecimal> revenue,
      Optional<String> currency) {}

  /** Those of this review and of all earlier ones, in one pass. */
  static ReviewFigures of(Tables tables, Column reviews) {
    ReviewFigures figures = new ReviewFigures();
    tables
        .read(ChannelQualityTable.CONTRACT)
        .where(reviews)
        .where(col(ChannelQualityTable.POPULATION).equalTo(MQL))
        .where(col(ChannelQualityTable.LEVEL).equalTo(ChannelQualityTable.WHOLE))
        .where(col(ChannelQualityTable.COHORT_KIND).equalTo(ChannelQualityTable.WHOLE_WINDOW))
        .select(
            ChannelQualityTable.REVIEW_ID,
            ChannelQualityTable.RULE_VERSION,
            ChannelQualityTable.SEGMENT,
            ChannelQualityTable.OUTCOME,
            ChannelQualityTable.CONTACTS,
            ChannelQualityTable.MATURE_CONTACTS,
            ChannelQualityTable.MATURE_CONVERTED,
            ChannelQualityTable.REVENUE,
            ChannelQualityTable.CURRENCY)
        .collectAsList()
        .forEach(figures::add);
    return figures;
  }

  private void add(Row row) {
    byReview
        .computeIfAbsent(row.getAs(ChannelQualityTable.REVIEW_ID), missing -> new TreeMap<>())
        .put(
            new FigureKey(
                row.getAs(ChannelQualityTable.RULE_VERSION),
                row.getAs(ChannelQualityTable.SEGMENT),
                row.getAs(ChannelQualityTable.OUTCOME)),
            new Figures(
                row.<Long>getAs(ChannelQualityTable.CONTACTS),
                new BinomialTally(
                    row.<Long>getAs(ChannelQualityTable.MATURE_CONTACTS),
                    row.<Long>getAs(ChannelQualityTable.MATURE_CONVERTED)),
                Optional.ofNullable(row.getAs(ChannelQualityTable.REVENUE)),
                Optional.ofNullable(row.getAs(ChannelQualityTable.CURRENCY))));
  }

  /** Of one review; empty where its channels were not counted. */
  SortedMap<FigureKey, Figures> of(String reviewId) {
    return byReview.getOrDefault(reviewId, Collections.emptySortedMap());
  }
}
