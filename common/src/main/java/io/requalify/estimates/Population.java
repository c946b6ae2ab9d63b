package io.requalify.estimates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.source.ContactsTable;
import io.requalify.timelines.KnownContacts;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many contacts there were to qualify, by channel: those created before the end of the window.
 *
 * @param byChannel contacts of each channel, and of {@link Review#ALL}
 */
record Population(SortedMap<String, Long> byChannel) {
  Population {
    byChannel = Collections.unmodifiableSortedMap(new TreeMap<>(byChannel));
  }

  static Population of(Dataset<Row> contacts, Review review) {
    Dataset<Row> counts =
        KnownContacts.oneRowEach(contacts)
            .where(col(ContactsTable.CREATED_AT).lt(lit(review.to())))
            .groupBy(coalesce(col(ContactsTable.CHANNEL), lit(Review.EMPTY)))
            .agg(count(lit(1)).as("_contacts"));
    SortedMap<String, Long> byChannel = new TreeMap<>();
    long all = 0;
    for (Row row : counts.collectAsList()) {
      byChannel.put(row.getString(0), row.getLong(1));
      all += row.getLong(1);
    }
    byChannel.put(Review.ALL, all);
    return new Population(byChannel);
  }

  /** Contacts of a channel beside the given number that some version qualifies. */
  long beside(String channel, long qualified) {
    long contacts = byChannel.getOrDefault(channel, 0L);
    if (qualified > contacts) {
      throw new ContractViolationException(
          ("Table %s holds %d contacts of the channel %s, but %d of them have episodes: "
                  + "the contacts were changed after they were rescored; run rescore and label again")
              .formatted(ContactsTable.CONTRACT.name(), contacts, channel, qualified));
    }
    return contacts - qualified;
  }
}
