package io.requalify.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A world that shared code with what it tests would agree with its faults. */
final class WorldIndependenceTest {
  private static final JavaClasses SIMULATION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.requalify.simulation");

  @Test
  void theWorldKnowsNeitherSparkNorRulesNorTheKernel() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "io.delta..",
            "io.requalify.rules..",
            "io.requalify.scoring..",
            "io.requalify.statistics..",
            "io.requalify.conditions..",
            "io.requalify.timelines..")
        .check(SIMULATION);
  }
}
