package io.requalify.reviews;

import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Evidence.Population;
import io.requalify.reviews.ReviewResults.ChannelRow;
import io.requalify.tables.Review;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What became of the leads, in a sentence or two. */
final class LeadsAnswer {
  private LeadsAnswer() {}

  static List<Block> of(Evidence evidence) {
    Optional<Population> leads =
        evidence.populations().stream().filter(Population::isLeads).findFirst();
    if (leads.isEmpty()) {
      return List.of();
    }
    Outcome outcome = evidence.outcomes(leads.get()).get(0);
    List<ChannelRow> rows =
        evidence.channels(leads.get()).stream()
            .filter(row -> row.outcome().equals(outcome.name()))
            .filter(row -> row.cohort().equals(Review.ALL))
            .toList();
    return rows.stream()
        .filter(row -> row.channel().equals(Review.ALL))
        .findFirst()
        .<Block>map(
            whole -> new Paragraph(whole(whole, outcome).plus(channels(rows)).plus(money(whole))))
        .stream()
        .toList();
  }

  private static Prose whole(ChannelRow whole, Outcome outcome) {
    return Prose.of("Of all ")
        .strong("%s leads".formatted(Figures.count(whole.contacts())))
        .plain(
            " of the window, %s have %s as of the review: "
                .formatted(Figures.count(whole.converted()), outcome.happened()))
        .strong(Figures.percent(whole.rate()))
        .plain(
            whole
                .wilson()
                .map(span -> " (95%% interval %s). ".formatted(Figures.percent(span)))
                .orElse(". "));
  }

  private static Prose channels(List<ChannelRow> rows) {
    List<ChannelRow> single =
        rows.stream().filter(row -> !row.channel().equals(Review.ALL)).toList();
    List<ChannelRow> telling =
        single.stream()
            .filter(row -> row.isSufficient() && row.shrunkenRate().isPresent())
            .sorted(
                Comparator.comparingDouble((ChannelRow row) -> row.shrunkenRate().getAsDouble())
                    .thenComparing(ChannelRow::channel))
            .toList();
    if (telling.size() < 2) {
      return Prose.empty();
    }
    ChannelRow lowest = telling.get(0);
    ChannelRow highest = telling.get(telling.size() - 1);
    int few = single.size() - telling.size();
    return Prose.of(
        "Among the %d channels with enough leads to be read, it runs from %s (%s) to %s (%s), shrunken towards the whole%s. "
            .formatted(
                telling.size(),
                Figures.percent(lowest.shrunkenRate()),
                lowest.channel(),
                Figures.percent(highest.shrunkenRate()),
                highest.channel(),
                few == 0 ? "" : "; %d %s too few".formatted(few, few == 1 ? "has" : "have")));
  }

  private static Prose money(ChannelRow whole) {
    return whole.revenue().isPresent() && whole.currency().isPresent()
        ? Prose.of("Revenue on record: ")
            .strong(Figures.money(whole.revenue().get(), whole.currency().get()))
            .plain(".")
        : Prose.empty();
  }
}
