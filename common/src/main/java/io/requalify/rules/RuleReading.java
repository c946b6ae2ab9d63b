package io.requalify.rules;

import io.requalify.documents.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one rule file holds, with its faults instead of an exception: for those who check further
 * and want to tell all faults at once.
 *
 * @param file path as it was given
 * @param version the version; empty where the file has a fault
 * @param conditions every condition that the file holds, also where it has faults elsewhere
 * @param catalogue the attributes of the file's folder; empty where that file has a fault
 * @param faults faults of this file
 */
public record RuleReading(
    Path file,
    Optional<RuleVersion> version,
    List<ConditionText> conditions,
    Optional<AttributeCatalogue> catalogue,
    List<Fault> faults) {
  public RuleReading {
    conditions = List.copyOf(conditions);
    faults = List.copyOf(faults);
  }

  /**
   * Refuses files unless all are sound.
   *
   * @throws InvalidRulesException with every fault of all of them
   */
  public static void requireSound(List<RuleReading> readings) {
    List<Fault> faults = readings.stream().flatMap(reading -> reading.faults().stream()).toList();
    if (!faults.isEmpty()) {
      throw new InvalidRulesException(faults);
    }
  }
}
