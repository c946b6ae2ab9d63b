package io.requalify;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Holds the order of the packages: data flows one way, and so do the imports. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.requalify");

  /** Each may use those before it. */
  private static final List<String> ORDER =
      List.of(
          "documents",
          "rules",
          "scoring",
          "statistics",
          "conditions",
          "tables",
          "sources",
          "timelines",
          "episodes",
          "explanations",
          "outcomes",
          "suggestions",
          "estimates",
          "delays",
          "decisions",
          "channels",
          "calibration",
          "monitoring",
          "reviews");

  @Test
  void eachPackageUsesOnlyThoseBeforeIt() {
    Architectures.LayeredArchitecture layers =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : ORDER) {
      layers = layers.optionalLayer(name).definedBy("io.requalify." + name + "..");
    }
    for (int i = 0; i < ORDER.size(); i++) {
      List<String> later = ORDER.subList(i + 1, ORDER.size());
      layers =
          later.isEmpty()
              ? layers.whereLayer(ORDER.get(i)).mayNotBeAccessedByAnyLayer()
              : layers
                  .whereLayer(ORDER.get(i))
                  .mayOnlyBeAccessedByLayers(later.toArray(String[]::new));
    }
    layers.check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.requalify.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void documentsRulesScoringStatisticsAndTrialsKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.requalify.documents..",
            "io.requalify.rules..",
            "io.requalify.scoring..",
            "io.requalify.statistics..",
            "io.requalify.trials..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "io.delta..", "scala.."))
        .check(CLASSES);
  }

  @Test
  void onlyTablesUsesDelta() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.requalify.tables..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta.."))
        .check(CLASSES);
  }

  @Test
  void noPlanHasAUserDefinedFunction() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.spark.sql.api.java.."))
        .check(CLASSES);
  }

  @Test
  void nothingReadsTheClockOrDrawsAtRandom() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);
    rule.check(CLASSES);
  }
}
