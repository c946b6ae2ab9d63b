package io.requalify.episodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.Tables;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.EpisodesTable;
import java.nio.file.Path;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An account with very many contacts among small ones. With {@code -Drequalify.sizes=full} they are
 * a hundred thousand, in a process of its own with as much memory as a small executor has.
 */
@ExtendWith(SparkFixture.class)
final class LargeAccountTest {
  private static final boolean FULL = System.getProperty("requalify.sizes", "").equals("full");
  private static final long CONTACTS = FULL ? 100_000 : 3_000;

  @TempDir private Path folder;

  @Test
  void anAccountMayHaveVeryManyContacts(SparkSession spark) throws Exception {
    Tables tables = new Tables(spark, SizeWorld.warehouse(folder));
    if (FULL) {
      OwnProcess.run(LargeAccount.class, folder, CONTACTS);
    } else {
      LargeAccount.rescore(tables, folder, CONTACTS);
    }

    Row account = tables.read(AccountEpisodesTable.CONTRACT).head();
    assertThat(tables.read(AccountEpisodesTable.CONTRACT).count()).isEqualTo(1);
    assertThat(account.<String>getAs(AccountEpisodesTable.ACCOUNT_ID))
        .isEqualTo(LargeAccount.LARGE);
    assertThat(account.<Timestamp>getAs(AccountEpisodesTable.ENTRY_AT).toInstant())
        .isEqualTo(LargeAccount.entry(CONTACTS));
    assertThat(account.<Integer>getAs(AccountEpisodesTable.BROAD_CONTACTS)).isEqualTo(CONTACTS);
    assertThat(tables.read(EpisodesTable.CONTRACT).where("rolled_down").count())
        .isEqualTo(CONTACTS);
  }
}
