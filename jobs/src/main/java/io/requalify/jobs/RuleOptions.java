package io.requalify.jobs;

import io.requalify.conditions.CheckedRules;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The folder of rule versions and of the attributes that their conditions may name. */
final class RuleOptions {
  @Option(
      names = "--rules",
      required = true,
      paramLabel = "<folder>",
      description = "Folder of the rule versions (*.yaml) and of attributes.yaml.")
  private Path folder;

  /**
   * The rules, read and checked before any session is opened.
   *
   * @throws io.requalify.rules.InvalidRulesException with every fault
   */
  Rules read() {
    return Rules.of(folder);
  }

  /** Rule versions of a folder, and the attributes that their conditions may name. */
  record Rules(List<RuleVersion> versions, AttributeCatalogue catalogue) {
    static Rules of(Path folder) {
      CheckedRules checked = CheckedRules.read(folder);
      return new Rules(checked.versions(), checked.catalogue());
    }
  }
}
