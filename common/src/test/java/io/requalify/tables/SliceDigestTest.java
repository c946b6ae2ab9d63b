package io.requalify.tables;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
final class SliceDigestTest {
  private static final TableContract CONTRACT =
      TableContract.result("digested", "Rows of every shape.")
          .required("id", StringType, "Key")
          .optional("a", StringType, "Text")
          .optional("b", StringType, "Text")
          .optional("xs", ColumnTypes.LONGS, "Numbers")
          .optional("ys", ColumnTypes.LONGS, "Numbers")
          .optional("props", ColumnTypes.STRINGS_BY_NAME, "Texts by name")
          .key("id")
          .build();

  private final SparkSession spark;

  SliceDigestTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void differentRowsHaveDifferentDigests() {
    List<SliceDigest> digests =
        Arrays.asList(
            of("('1', NULL, 'x', NULL, NULL, NULL)"),
            of("('1', 'x', NULL, NULL, NULL, NULL)"),
            of("('1', '', 'x', NULL, NULL, NULL)"),
            of("('1', 'x', '', NULL, NULL, NULL)"),
            of("('1', NULL, NULL, array(1L), array(2L, 3L), NULL)"),
            of("('1', NULL, NULL, array(1L, 2L), array(3L), NULL)"),
            of("('1', NULL, NULL, array(), array(1L, 2L, 3L), NULL)"),
            of("('1', NULL, NULL, NULL, array(1L, 2L, 3L), NULL)"),
            of("('1', NULL, NULL, array(1L, 2L, 3L), NULL, NULL)"),
            of("('1', NULL, NULL, NULL, NULL, map())"),
            of("('1', NULL, NULL, NULL, NULL, map('a', NULL, 'b', 'x'))"),
            of("('1', NULL, NULL, NULL, NULL, map('a', 'b', 'x', NULL))"),
            of("('1', NULL, NULL, NULL, NULL, NULL)"),
            SliceDigest.NO_ROWS);

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void theOrderOfRowsAndOfNamesDoesNotMatter() {
    SliceDigest one =
        of(
            "('1', NULL, NULL, NULL, NULL, map('a', 'x', 'b', 'y')), ('2', 'x', NULL, NULL, NULL, NULL)");
    SliceDigest other =
        of(
            "('2', 'x', NULL, NULL, NULL, NULL), ('1', NULL, NULL, NULL, NULL, map('b', 'y', 'a', 'x'))");

    assertThat(one).isEqualTo(other);
    assertThat(one.rows()).isEqualTo(2);
  }

  private SliceDigest of(String values) {
    String query =
        "SELECT id, a, b, CAST(xs AS ARRAY<BIGINT>) AS xs, CAST(ys AS ARRAY<BIGINT>) AS ys, CAST(props AS MAP<STRING, STRING>) AS props FROM VALUES %s AS t(id, a, b, xs, ys, props)"
            .formatted(values);
    SliceDigest checked = SliceDigest.ofDistinctKeys(CONTRACT, spark.sql(query));
    assertThat(SliceDigest.of(CONTRACT, spark.sql(query).repartition(2))).isEqualTo(checked);
    return checked;
  }
}
