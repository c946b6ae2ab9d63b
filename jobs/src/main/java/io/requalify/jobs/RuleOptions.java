package io.requalify.jobs;

import io.requalify.conditions.CheckedRules;
import io.requalify.documents.NearestNames;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.ExampleVersion;
import io.requalify.rules.ManualVersion;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.VersionFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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

  /**
   * The text of the file of one version of the folder, to make another file from it.
   *
   * @param version name of a version that {@link #read} gives
   */
  VersionFile file(String version) {
    return RuleFiles.examine(List.of(folder)).stream()
        .filter(reading -> reading.version().filter(named(version)).isPresent())
        .map(reading -> VersionFile.read(reading.file()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No version " + version + " any more"));
  }

  private static Predicate<RuleVersion> named(String name) {
    return version -> version.version().equals(name);
  }

  /** The folder as it was given. */
  Path folder() {
    return folder;
  }

  /** Rule versions of a folder, and the attributes that their conditions may name. */
  record Rules(List<RuleVersion> versions, AttributeCatalogue catalogue) {
    static Rules of(Path folder) {
      CheckedRules checked = CheckedRules.read(folder);
      return new Rules(checked.versions(), checked.catalogue());
    }

    /**
     * The version of a name.
     *
     * @throws ParameterException with the nearest names, when there is none; and for {@link
     *     ManualVersion}, which has no rules
     */
    RuleVersion version(String name, CommandLine command) {
      return versions.stream()
          .filter(named(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new ParameterException(
                      command, "--version %s: %s".formatted(name, remedy(name))));
    }

    private String remedy(String name) {
      List<String> known = versions.stream().map(RuleVersion::version).sorted().toList();
      return name.equals(ManualVersion.NAME)
          ? "people decide by hand, so there is no score to explain and there are no points to refit; table episodes tells whom they qualified, and when. Versions with rules are "
              + String.join(", ", known)
          : NearestNames.remedy(name, known) + ExampleVersion.hint(List.of(name));
    }
  }
}
