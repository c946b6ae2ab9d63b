package io.requalify.rules;

import io.requalify.documents.DocumentSchema;
import io.requalify.documents.Fault;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads rule versions: YAML by the schema {@code rule-version.schema.json}, then by meaning. The
 * conditions themselves are checked by {@code io.requalify.conditions}, which knows SQL.
 */
public final class RuleFiles {
  private final DocumentSchema schema =
      DocumentSchema.of(RuleFiles.class, "rule-version.schema.json");
  private final Map<Path, Optional<AttributeCatalogue>> catalogues = new HashMap<>();
  private final Map<String, Path> names = new HashMap<>();

  private RuleFiles() {}

  /**
   * The version of one file, as a list of one.
   *
   * @throws InvalidRulesException with every fault of the file and of the catalogue beside it
   */
  public static List<RuleVersion> read(Path file) {
    return versions(examine(List.of(file)));
  }

  /**
   * Every version of a folder, by the names of the files.
   *
   * @throws InvalidRulesException with every fault of all files, or when the folder has no rules
   */
  public static List<RuleVersion> readAll(Path directory) {
    return versions(examine(List.of(directory)));
  }

  /**
   * Reads files and folders, and tells every fault instead of throwing.
   *
   * @return one for each file, in the order given, a folder's files by name; faults of a catalogue
   *     are with the first file of its folder, and a catalogue that is given itself has no version
   */
  public static List<RuleReading> examine(List<Path> filesOrFolders) {
    return new RuleFiles().examineAll(filesOrFolders);
  }

  private List<RuleReading> examineAll(List<Path> filesOrFolders) {
    Set<Path> seen = new HashSet<>();
    List<RuleReading> readings = new ArrayList<>();
    for (Path given : filesOrFolders) {
      List<Path> files = files(given);
      if (files.isEmpty()) {
        Fault none =
            new Fault(given.toString(), 1, 1, "no rule file in this folder", "add a .yaml file");
        readings.add(nothing(given, Optional.empty(), List.of(none)));
      }
      files.stream().filter(seen::add).map(this::examine).forEach(readings::add);
    }

    return List.copyOf(readings);
  }

  private RuleReading examine(Path file) {
    List<Fault> faults = new ArrayList<>();
    Optional<AttributeCatalogue> catalogue = catalogue(file, faults);
    Optional<YamlMap> root = isCatalogue(file) ? Optional.empty() : YamlFile.read(file, faults);
    if (root.isEmpty()) {
      return nothing(file, catalogue, faults);
    }

    schema.check(root.get());
    VersionReader reader = new VersionReader(root.get());
    Optional<RuleVersion> version = reader.read();
    version.ifPresent(read -> checkName(read, root.get(), file));
    return new RuleReading(
        file,
        faults.isEmpty() ? version : Optional.empty(),
        reader.conditions(),
        catalogue,
        faults);
  }

  private static RuleReading nothing(
      Path file, Optional<AttributeCatalogue> catalogue, List<Fault> faults) {
    return new RuleReading(file, Optional.empty(), List.of(), catalogue, faults);
  }

  private Optional<AttributeCatalogue> catalogue(Path file, List<Fault> faults) {
    Path folder = folder(file);
    if (!catalogues.containsKey(folder)) {
      List<Fault> own = new ArrayList<>();
      AttributeCatalogue catalogue = AttributeCatalogue.read(folder, own);
      catalogues.put(folder, own.isEmpty() ? Optional.of(catalogue) : Optional.empty());
      faults.addAll(own);
    }

    return catalogues.get(folder);
  }

  private void checkName(RuleVersion version, YamlMap root, Path file) {
    Path former = names.putIfAbsent(folder(file) + " " + version.version(), file);
    if (former != null) {
      root.fault(
          "version",
          "version '%s' is in %s too".formatted(version.version(), former),
          "a version never changes: give this one another name");
    }
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static List<Path> files(Path given) {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }

    try (Stream<Path> files = Files.list(given)) {
      return files.filter(RuleFiles::isRuleFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Folder %s cannot be listed".formatted(given), e);
    }
  }

  private static boolean isRuleFile(Path file) {
    String name = file.getFileName().toString();
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    return yaml && !isCatalogue(file) && !name.startsWith(".");
  }

  private static boolean isCatalogue(Path file) {
    return file.endsWith(AttributeCatalogue.FILE_NAME);
  }

  private static List<RuleVersion> versions(List<RuleReading> readings) {
    RuleReading.requireSound(readings);

    return readings.stream().flatMap(reading -> reading.version().stream()).toList();
  }
}
