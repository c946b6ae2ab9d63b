package io.requalify.monitoring;

import io.requalify.tables.Review;
import io.requalify.tables.result.SignalsTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a contact may have that could foretell winning.
 *
 * @param signal kind of it, as in {@link SignalsTable}
 * @param version under which, or {@link Review#NO_VERSION}
 */
record NamedSignal(String signal, String version) {
  /** The one in use first: the MQL of production; then the other MQLs, product use, accounts. */
  static List<NamedSignal> of(Review review) {
    List<NamedSignal> signals = new ArrayList<>();
    review.versions().forEach(version -> signals.add(new NamedSignal(SignalsTable.MQL, version)));
    signals.add(new NamedSignal(SignalsTable.PRODUCT_USE, Review.NO_VERSION));
    review
        .versions()
        .forEach(version -> signals.add(new NamedSignal(SignalsTable.ACCOUNT, version)));
    return List.copyOf(signals);
  }

  /** In a sentence. */
  String words() {
    return switch (signal) {
      case SignalsTable.MQL -> "the MQL of %s".formatted(version);
      case SignalsTable.ACCOUNT -> "the qualified account of %s".formatted(version);
      default -> "use of the product";
    };
  }
}
