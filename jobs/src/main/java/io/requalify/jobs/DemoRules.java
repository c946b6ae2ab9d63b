package io.requalify.jobs;

import io.requalify.rules.AttributeCatalogue;
import io.requalify.simulation.DemoVersion;
import io.requalify.tables.ContractViolationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;

/** The rule files of the demo, which lie in the jar. */
final class DemoRules {
  private static final String INSIDE_THE_JAR = "/demo/rules/";

  private DemoRules() {}

  /**
   * Copies the files to where they can be read and changed; a former copy is replaced.
   *
   * @return the folder
   */
  static Path copyTo(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String name : names().toList()) {
        try (InputStream file = DemoRules.class.getResourceAsStream(INSIDE_THE_JAR + name)) {
          if (file == null) {
            throw new IllegalStateException("The jar lacks " + INSIDE_THE_JAR + name);
          }
          Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new ContractViolationException(
          "The rules of the demo cannot be written into %s (%s); name a --folder that you may write to"
              .formatted(folder, e),
          e);
    }
  }

  private static Stream<String> names() {
    return Stream.concat(
        Stream.of(AttributeCatalogue.FILE_NAME),
        Arrays.stream(DemoVersion.values()).map(version -> version.versionName() + ".yaml"));
  }
}
