package io.requalify.conditions;

import io.requalify.documents.Fault;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.InvalidRulesException;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleReading;
import io.requalify.rules.RuleVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rule versions without a fault, neither in the files nor in their conditions.
 *
 * @param versions in the order of the files
 * @param catalogue attributes of the folder
 */
public record CheckedRules(List<RuleVersion> versions, AttributeCatalogue catalogue) {
  public CheckedRules {
    versions = List.copyOf(versions);
  }

  /**
   * Reads and checks a folder of rule files.
   *
   * @throws InvalidRulesException with every fault of every file and condition
   */
  public static CheckedRules read(Path folder) {
    List<RuleReading> readings = examine(List.of(folder));
    RuleReading.requireSound(readings);

    return new CheckedRules(
        readings.stream().flatMap(reading -> reading.version().stream()).toList(),
        AttributeCatalogue.read(folder));
  }

  /**
   * Reads and checks files and folders, and tells every fault instead of throwing. Conditions are
   * not checked where the catalogue of their folder has a fault, for the fault would be told again
   * with each of them.
   */
  public static List<RuleReading> examine(List<Path> filesOrFolders) {
    return RuleFiles.examine(filesOrFolders).stream().map(CheckedRules::withConditions).toList();
  }

  private static RuleReading withConditions(RuleReading reading) {
    List<Fault> faults = new ArrayList<>(reading.faults());
    reading
        .catalogue()
        .ifPresent(
            catalogue -> faults.addAll(ConditionSet.faults(reading.conditions(), catalogue)));
    return new RuleReading(
        reading.file(),
        faults.isEmpty() ? reading.version() : Optional.empty(),
        reading.conditions(),
        reading.catalogue(),
        faults);
  }
}
