package io.requalify.delays;

import io.requalify.delays.FollowedContact.Stage;
import io.requalify.outcomes.Label;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes the episodes, decisions and stages of contacts, and labels them as a review does. */
final class LabelledHistory {
  private static final String SOURCE = "crm";

  private final Tables tables;
  private final Review review;

  LabelledHistory(Tables tables, Review review) {
    this.tables = tables;
    this.review = review;
  }

  void write(List<FollowedContact> contacts) {
    List<Row> known = new ArrayList<>();
    List<Row> episodes = new ArrayList<>();
    List<Row> routings = new ArrayList<>();
    List<Row> stages = new ArrayList<>();
    for (FollowedContact contact : contacts) {
      known.add(
          RowFactory.create(
              contact.id(), null, contact.at(), contact.channel(), null, null, null, SOURCE, null));
      contact.versions().forEach(version -> episodes.add(episode(contact, version)));
      routings.add(routing(contact));
      contact.stages().forEach(stage -> stages.add(stage(contact, stage)));
    }
    put(ContactsTable.CONTRACT, known, Slice.of("source", SOURCE));
    put(RoutingsTable.CONTRACT, routings, Slice.of("source", SOURCE));
    put(StageChangesTable.CONTRACT, stages, Slice.of("source", SOURCE));
    put(EpisodesTable.CONTRACT, episodes, review.slice());
    put(ReviewsTable.CONTRACT, List.of(asked()), review.slice());
    new Label(tables).run(review);
  }

  private void put(TableContract contract, List<Row> rows, Slice slice) {
    tables.replace(contract, tables.spark().createDataFrame(rows, contract.schema()), slice);
  }

  private Row asked() {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        review.from(),
        review.to(),
        review.timezone().getId(),
        review.production().orElse(null),
        review.candidates().toArray(String[]::new),
        Map.of(),
        null,
        "test",
        review.configuration(),
        0L,
        0L);
  }

  private Row episode(FollowedContact contact, String version) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        contact.id(),
        null,
        1,
        contact.at(),
        50.0,
        Map.of(),
        null,
        contact.segment(),
        contact.channel(),
        null,
        false,
        null,
        null,
        null);
  }

  private static Row routing(FollowedContact contact) {
    return RowFactory.create(
        contact.id(),
        contact.at(),
        null,
        null,
        contact.route(),
        null,
        contact.worked(),
        null,
        null,
        SOURCE,
        null);
  }

  private static Row stage(FollowedContact contact, Stage stage) {
    return RowFactory.create(
        stage.subject(),
        contact.id(),
        stage.stage(),
        stage.occurredAt(),
        stage.knownAt(),
        stage.amount() == null ? null : new BigDecimal(stage.amount()),
        null,
        stage.currency(),
        null,
        SOURCE,
        null);
  }
}
