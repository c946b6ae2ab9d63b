package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;

import io.requalify.documents.Constants;
import io.requalify.rules.CanonicalForm;
import io.requalify.rules.ExampleVersion;
import io.requalify.rules.Fingerprint;
import io.requalify.rules.ManualVersion;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.RuleVersionsTable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The versions of a review: found among the rule files, held to what they were, and kept. */
final class RuleVersionRows {
  private static final int SHOWN = 12;

  private RuleVersionRows() {}

  /**
   * The versions of rules that the review names, production first; {@link ManualVersion} has none.
   *
   * @throws ContractViolationException when one is not among the files, or is there twice
   */
  static List<RuleVersion> chosen(Review review, List<RuleVersion> files) {
    Map<String, RuleVersion> byName = new LinkedHashMap<>();
    for (RuleVersion version : files) {
      if (byName.put(version.version(), version) != null) {
        throw new ContractViolationException(
            "Two rule files say version '%s': give one of them another name"
                .formatted(version.version()));
      }
    }
    List<String> asked =
        review.versions().stream().filter(name -> !name.equals(ManualVersion.NAME)).toList();
    List<String> missing = asked.stream().filter(name -> !byName.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new ContractViolationException(
          "The review names the versions %s, but the rule files have %s: name one of these, or add the file%s"
              .formatted(
                  missing,
                  byName.keySet().stream().sorted().toList(),
                  ExampleVersion.hint(missing)));
    }
    if (review.versions().isEmpty()) {
      throw new ContractViolationException(
          "The review names no rule version: name the production version, one of %s"
              .formatted(byName.keySet().stream().sorted().toList()));
    }
    return asked.stream().map(byName::get).toList();
  }

  /**
   * Holds each version to what its name stood for in every review of this warehouse.
   *
   * @throws ContractViolationException when a version was used before and meant something else
   */
  static void requireUnchanged(Tables tables, Review review, List<RuleVersion> versions) {
    Map<String, String> present = new HashMap<>();
    versions.forEach(version -> present.put(version.version(), Fingerprint.of(version)));
    if (ManualVersion.isAmong(review.versions())) {
      present.put(ManualVersion.NAME, ManualVersion.fingerprint());
    }
    List<Row> used =
        tables
            .read(RuleVersionsTable.CONTRACT)
            .where(col(RuleVersionsTable.RULE_VERSION).isInCollection(present.keySet()))
            .select(
                RuleVersionsTable.RULE_VERSION,
                RuleVersionsTable.REVIEW_ID,
                RuleVersionsTable.FINGERPRINT)
            .orderBy(RuleVersionsTable.RULE_VERSION, RuleVersionsTable.REVIEW_ID)
            .collectAsList();
    List<String> changed = new ArrayList<>();
    for (Row row : used) {
      String now = present.get(row.getString(0));
      if (!row.getString(2).equals(now)) {
        changed.add(
            "version '%s' had the fingerprint %s in review %s and now has %s"
                .formatted(
                    row.getString(0), shown(row.getString(2)), row.getString(1), shown(now)));
      }
    }
    if (!changed.isEmpty()) {
      throw new ContractViolationException(
          "A version that a review used never changes, but %s: give the changed rules a new version name"
              .formatted(String.join("; ", changed)));
    }
  }

  private static String shown(String fingerprint) {
    return fingerprint.substring(0, SHOWN);
  }

  /** Writes the versions into the review. */
  static WriteReceipt write(Tables tables, Review review, List<RuleVersion> versions) {
    List<Row> rows = new ArrayList<>();
    versions.forEach(version -> rows.add(row(review, version)));
    if (ManualVersion.isAmong(review.versions())) {
      rows.add(manual(review));
    }
    return tables.replace(
        RuleVersionsTable.CONTRACT,
        tables.spark().createDataFrame(rows, RuleVersionsTable.CONTRACT.schema()),
        review.slice());
  }

  private static Row row(Review review, RuleVersion version) {
    return RowFactory.create(
        review.id(),
        Timestamp.from(review.asOf()),
        version.version(),
        version.model(),
        Fingerprint.of(version),
        role(review, version.version()),
        Constants.word(version.status()),
        version.parent().orElse(null),
        version.owner().orElse(null),
        version.reason().orElse(null),
        CanonicalForm.json(version));
  }

  /** It is live where it is production, and nobody has drafted it. */
  private static Row manual(Review review) {
    String role = role(review, ManualVersion.NAME);
    return RowFactory.create(
        review.id(),
        Timestamp.from(review.asOf()),
        ManualVersion.NAME,
        ManualVersion.MODEL,
        ManualVersion.fingerprint(),
        role,
        role,
        null,
        null,
        null,
        ManualVersion.DOCUMENT);
  }

  private static String role(Review review, String version) {
    return review.production().filter(version::equals).isPresent() ? "production" : "candidate";
  }
}
