package io.requalify.statistics.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class TreatmentEffectsTest {
  /** 1e-6 relative. */
  private static final Percentage AS_PUBLISHED = Percentage.withPercentage(1e-4);

  /** Reference case cattaneo2: birth weight by smoking, 4,642 births. */
  @Test
  void cattaneo2() throws IOException {
    TreatmentEffects effects = cattaneo();

    AverageEffect adjusted = effects.regressionAdjustment();
    assertThat(adjusted.effect()).isCloseTo(-239.63921146434, AS_PUBLISHED);
    assertThat(adjusted.standardError()).isCloseTo(23.82402100183, AS_PUBLISHED);
    assertThat(adjusted.untreatedMean()).isCloseTo(3403.2422719355, AS_PUBLISHED);

    AverageEffect weighted = effects.inversePropensityWeighting();
    assertThat(weighted.effect()).isCloseTo(-230.68863779526, AS_PUBLISHED);
    assertThat(weighted.standardError()).isCloseTo(25.815243801554, AS_PUBLISHED);
    assertThat(weighted.untreatedMean()).isCloseTo(3403.4627086846, AS_PUBLISHED);

    AverageEffect augmented = effects.augmentedInversePropensityWeighting();
    assertThat(augmented.effect()).isCloseTo(-230.98920111258, AS_PUBLISHED);
    assertThat(augmented.standardError()).isCloseTo(26.210564625435, AS_PUBLISHED);
    assertThat(augmented.untreatedMean()).isCloseTo(3403.3552531738, AS_PUBLISHED);
  }

  /** Reference case cattaneo2: as if the models were known, the error is 3% smaller. */
  @Test
  void cattaneo2PlainInfluenceFunctionUnderstatesTheError() throws IOException {
    AverageEffect augmented = cattaneo().augmentedInversePropensityWeighting();

    assertThat(augmented.plainStandardError()).isCloseTo(25.383, within(5e-4));
  }

  @Test
  void randomTreatmentHasTheEffectThatItWasGivenWhicheverWayItIsEstimated() {
    SplittableRandom random = new SplittableRandom(6);
    int size = 20_000;
    double[][] predictors = new double[size][1];
    boolean[] treated = new boolean[size];
    double[] outcome = new double[size];
    for (int row = 0; row < size; row++) {
      predictors[row][0] = random.nextGaussian();
      treated[row] = random.nextGaussian() < 0.3 + 0.5 * predictors[row][0];
      outcome[row] =
          1 + 2 * predictors[row][0] + (treated[row] ? 3 : 0) + 0.5 * random.nextGaussian();
    }
    TreatmentEffects effects = TreatmentEffects.fit(predictors, predictors, treated, outcome);

    for (AverageEffect effect :
        List.of(
            effects.regressionAdjustment(),
            effects.inversePropensityWeighting(),
            effects.augmentedInversePropensityWeighting())) {
      assertThat(effect.effect()).isCloseTo(3, within(3 * effect.standardError()));
      assertThat(effect.standardError()).isLessThan(0.05);
    }
  }

  @Test
  void treatedThatCanBeToldApartWithoutFaultAreRefused() {
    double[][] predictors = {{-2}, {-1}, {-3}, {1}, {2}, {3}};
    boolean[] treated = {false, false, false, true, true, true};
    double[] outcome = {1, 2, 3, 4, 5, 6};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TreatmentEffects.fit(predictors, predictors, treated, outcome))
        .withMessageContaining("tells the treated apart without fault");
  }

  @Test
  void lengthsThatDifferAreRefused() {
    double[][] predictors = {{1}, {2}};

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TreatmentEffects.fit(
                    predictors, predictors, new boolean[] {true}, new double[] {1, 2}))
        .withMessage("2 and 2 rows of predictors, 1 treatments, 2 outcomes");
  }

  private static TreatmentEffects cattaneo() throws IOException {
    Path file = Path.of(System.getProperty("requalify.shared"), "reference", "cattaneo2.csv");
    assumeTrue(Files.exists(file), "the file lies only beside the project's own clone");
    try (Reader reader = Files.newBufferedReader(file)) {
      List<CSVRecord> births =
          CSVFormat.DEFAULT
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(reader)
              .getRecords();
      double[][] ofTreatment = columns(births, "mmarried_", "mage", "mage2", "fbaby_", "medu");
      double[][] ofOutcome = columns(births, "prenatal1_", "mmarried_", "mage", "fbaby_");
      boolean[] treated = new boolean[births.size()];
      double[] outcome = new double[births.size()];
      for (int row = 0; row < births.size(); row++) {
        treated[row] = births.get(row).get("mbsmoke_").equals("1");
        outcome[row] = Double.parseDouble(births.get(row).get("bweight"));
      }
      return TreatmentEffects.fit(ofTreatment, ofOutcome, treated, outcome);
    }
  }

  private static double[][] columns(List<CSVRecord> rows, String... names) {
    double[][] columns = new double[rows.size()][names.length];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < names.length; column++) {
        columns[row][column] = Double.parseDouble(rows.get(row).get(names[column]));
      }
    }
    return columns;
  }
}
