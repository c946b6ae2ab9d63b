package io.requalify.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SparkFixture;
import io.requalify.tables.source.DeletionsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class TablesTest {
  private static final TableContract WORK =
      TableContract.working("work", "Rows that can be made again.")
          .required("work_id", StringType, "What it was made from")
          .required("item", IntegerType, "Which")
          .key("work_id", "item")
          .partitionedBy("work_id")
          .build();
  private static final TableContract SCORES =
      TableContract.result("scores", "Scores of a review, by two of its parts.")
          .required("review_id", StringType, "The review")
          .required("found_by", StringType, "The part")
          .required("item", IntegerType, "Which")
          .optional("score", IntegerType, "How much")
          .key("review_id", "item")
          .partitionedBy("review_id")
          .check("score_is_small", "score IS NULL OR score < 100")
          .build();
  private static final Slice REVIEW = Slice.of("review_id", "r");

  private final Tables tables;
  private final SparkSession spark;
  private final Path folder;

  TablesTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @Test
  void replacingASliceLeavesTheOthersAlone() {
    replace("a", "one");
    replace("b", "two");
    WriteReceipt again = replace("a", "three");

    assertThat(again.changed()).isTrue();
    assertThat(tables.read(DeletionsTable.CONTRACT).select("kind").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("three", "two");
  }

  @Test
  void replacingWithTheSameRowsWritesNothing() {
    WriteReceipt first = replace("a", "one");
    WriteReceipt second = replace("a", "one");

    assertThat(second).isEqualTo(new WriteReceipt("deletions", first.version(), 1, false));
  }

  @Test
  void rowsInAnotherOrderAreTheSameSlice() {
    WriteReceipt first =
        tables.replace(SCORES, scores("('r', 'a', 1, 10), ('r', 'a', 2, 20)"), REVIEW);
    WriteReceipt second =
        tables.replace(
            SCORES, scores("('r', 'a', 2, 20), ('r', 'a', 1, 10)").repartition(2), REVIEW);

    assertThat(second).isEqualTo(new WriteReceipt("scores", first.version(), 2, false));
  }

  @Test
  void anEmptySliceTakesThePlaceOfTheOldRows() {
    tables.replace(SCORES, scores("('r', 'a', 1, 10)"), REVIEW);
    WriteReceipt emptied =
        tables.replace(SCORES, scores("('r', 'a', 1, 10)").where(col("item").gt(1)), REVIEW);

    assertThat(emptied.changed()).isTrue();
    assertThat(emptied.rows()).isZero();
    assertThat(tables.read(SCORES).count()).isZero();
  }

  @Test
  void aSliceNarrowerThanThePartitionLeavesTheRestOfItAlone() {
    tables.replace(SCORES, scores("('r', 'a', 1, 10)"), REVIEW.and("found_by", "a"));
    tables.replace(SCORES, scores("('r', 'b', 2, 20)"), REVIEW.and("found_by", "b"));
    tables.replace(SCORES, scores("('r', 'a', 1, 11)"), REVIEW.and("found_by", "a"));

    assertThat(tables.read(SCORES).orderBy("item").select("score").collectAsList())
        .extracting(row -> row.getInt(0))
        .containsExactly(11, 20);
  }

  @Test
  void rowsOutsideTheSliceAreRefused() {
    assertThatThrownBy(() -> tables.replace(SCORES, scores("('q', 'a', 1, 10)"), REVIEW))
        .hasMessageContaining("review_id");
    assertThat(tables.read(SCORES).count()).isZero();
  }

  @Test
  void twoRowsWithOneKeyAreRefusedByName() {
    tables.replace(SCORES, scores("('r', 'a', 7, 1)"), REVIEW);

    assertThatThrownBy(
            () ->
                tables.replace(
                    SCORES,
                    scores("('r', 'a', 1, 10), ('r', 'a', 1, 11), ('r', 'a', 2, 1)"),
                    REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("Table scores")
        .hasMessageContaining("1 keys (review_id, item)")
        .hasMessageContaining("review_id=r, item=1 (2 times)");
    assertThat(tables.read(SCORES).select("item").head().getInt(0)).isEqualTo(7);
  }

  @Test
  void aNullWhereAValueIsRequiredIsRefused() {
    assertThatThrownBy(
            () -> tables.replace(SCORES, scores("('r', CAST(NULL AS STRING), 1, 1)"), REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("Table scores")
        .hasMessageContaining("found_by");
  }

  @Test
  void aBrokenConstraintIsRefusedAndTheSliceStays() {
    tables.replace(SCORES, scores("('r', 'a', 1, 10)"), REVIEW);

    assertThatThrownBy(() -> tables.replace(SCORES, scores("('r', 'a', 1, 100)"), REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("score_is_small");
    assertThat(tables.read(SCORES).select("score").head().getInt(0)).isEqualTo(10);
  }

  @Test
  void missingColumnsAndOtherTypesAreRefused() {
    assertThatThrownBy(() -> tables.replace(SCORES, spark.range(1).toDF("item"), REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("expected the columns [review_id, found_by, item, score]");
    assertThatThrownBy(() -> tables.replace(SCORES, scores("('r', 'a', 1L, '10')"), REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("item is BIGINT, not INT; score is STRING, not INT");
  }

  @Test
  void aTableMadeWithAnotherContractIsRefused() {
    tables.replace(SCORES, scores("('r', 'a', 1, 10)"), REVIEW);
    TableContract changed =
        TableContract.result("scores", "Scores of a review, by two of its parts.")
            .required("review_id", StringType, "The review")
            .required("item", StringType, "Which")
            .optional("at", TimestampType, "When", "UTC")
            .key("review_id", "item")
            .build();

    assertThatThrownBy(() -> tables.read(changed))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("it has no column at")
        .hasMessageContaining("item is INT NOT NULL, not STRING NOT NULL")
        .hasMessageContaining("unknown columns found_by, score")
        .hasMessageContaining("partitioned by [review_id], not by []")
        .hasMessageContaining("its constraints are {score_is_small=")
        .hasMessageContaining("move the folder away");
    Dataset<Row> rows =
        spark.sql("SELECT 'r' AS review_id, '1' AS item, TIMESTAMP '2026-01-01 00:00:00' AS at");
    assertThatThrownBy(() -> tables.replace(changed, rows, REVIEW))
        .isInstanceOf(ContractViolationException.class);
  }

  @Test
  void aFileInTheWayOfTheWarehouseIsSaidClearly() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    for (String path : List.of(file.toString(), file.resolve("below").toString())) {
      Tables impossible = new Tables(spark, new Warehouse(path));
      assertThatThrownBy(impossible::requireWritable)
          .isInstanceOf(ContractViolationException.class)
          .hasMessageContaining("The warehouse " + path + " cannot be written")
          .hasMessageContaining("--warehouse");
    }
  }

  @Test
  void aRelativePathOfTheWarehouseIsSeenFromTheWorkingFolder() {
    Path relative = Path.of("").toAbsolutePath().relativize(folder);
    Tables there = new Tables(spark, new Warehouse(relative.toString()));

    there.replace(SCORES, scores("('r', 'a', 1, 1)"), REVIEW);

    assertThat(tables.read(SCORES).count()).isEqualTo(1);
    assertThat(tables.version(SCORES)).isEqualTo(there.version(SCORES));
  }

  @Test
  void anUnknownFileSystemIsSaidClearly() {
    Tables impossible = new Tables(spark, new Warehouse("nowhere://bucket/warehouse"));

    assertThatThrownBy(() -> impossible.replace(SCORES, scores("('r', 'a', 1, 1)"), REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aWorkingTableIsWrittenInOnePassAsItComes() {
    Slice slice = Slice.of("work_id", "w");
    WriteReceipt first = tables.replace(WORK, work(1000).repartition(3), slice);
    WriteReceipt second = tables.replace(WORK, work(1000), slice);

    assertThat(first).isEqualTo(new WriteReceipt("work", 1, 1000, true));
    assertThat(second).isEqualTo(new WriteReceipt("work", 2, 1000, true));
    assertThat(tables.read(WORK).count()).isEqualTo(1000);
  }

  @Test
  void aRunThatEndsWhileWritingIsMadeGoodByTheNext() {
    Slice slice = Slice.of("work_id", "w");
    Dataset<Row> failing =
        work(1000)
            .repartition(4, col("item"))
            .withColumn(
                "item",
                when(col("item").equalTo(999), raise_error(lit("killed")).cast("int"))
                    .otherwise(col("item")));

    assertThatThrownBy(() -> tables.replace(WORK, failing, slice)).hasMessageContaining("killed");
    assertThat(tables.exists(WORK)).isTrue();
    assertThat(tables.read(WORK).count()).isZero();

    tables.replace(WORK, work(1000), slice);
    assertThatThrownBy(() -> tables.replace(WORK, failing, slice)).hasMessageContaining("killed");
    assertThat(tables.read(WORK).count()).isEqualTo(1000);
    assertThat(tables.version(WORK)).isEqualTo(1);
  }

  @Test
  void aRunThatEndsWhileItMakesATableIsMadeGoodByTheNext() throws Exception {
    Path log = Files.createDirectories(folder.resolve("scores/_delta_log"));
    Files.createDirectory(log.resolve("_staged_commits"));
    Files.writeString(log.resolve(".00000000000000000000.json.0c7f.tmp"), "half of a comm");

    assertThat(tables.read(SCORES).count()).isZero();
    tables.replace(SCORES, scores("('r', 'a', 1, 10)"), REVIEW);

    assertThat(tables.read(SCORES).count()).isEqualTo(1);
  }

  @Test
  void aRunThatEndsBetweenCreatingAndWritingIsMadeGoodByTheNext() {
    Dataset<Row> rows = scores("('r', 'a', 1, 10)");
    Dataset<Row> failing = rows.withColumn("score", raise_error(lit("killed")).cast("int"));

    assertThatThrownBy(() -> tables.replace(SCORES, failing, REVIEW))
        .hasMessageContaining("killed");
    assertThat(tables.version(SCORES)).isZero();

    assertThat(tables.replace(SCORES, rows, REVIEW))
        .isEqualTo(new WriteReceipt("scores", 1, 1, true));
  }

  @Test
  void aRunThatMeetsAnotherIsToldToTryAgain() {
    Slice slice = Slice.of("work_id", "w");
    tables.replace(WORK, work(10), slice);
    Dataset<Row> meeting = new MeetingRun(tables, WORK, work(20), slice).during(work(30));

    assertThatThrownBy(() -> tables.replace(WORK, meeting, slice))
        .isInstanceOf(ConcurrentRunException.class)
        .hasMessageContaining("Another run wrote table work")
        .hasMessageContaining("try again");
    assertThat(tables.read(WORK).count()).isEqualTo(20);
  }

  private Dataset<Row> work(int items) {
    return spark.range(items).select(lit("w").as("work_id"), col("id").cast("int").as("item"));
  }

  private Dataset<Row> scores(String values) {
    return spark.sql(
        "SELECT * FROM VALUES %s AS t(review_id, found_by, item, score)".formatted(values));
  }

  private WriteReceipt replace(String source, String kind) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT 'c1' AS contact_id, TIMESTAMP '2026-01-01 00:00:00' AS deleted_at, '%s' AS kind, '%s' AS source, CAST(NULL AS STRING) AS source_id"
                .formatted(kind, source));
    return tables.replace(DeletionsTable.CONTRACT, rows, Slice.of("source", source));
  }
}
