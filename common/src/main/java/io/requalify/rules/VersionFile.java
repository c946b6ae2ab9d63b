package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.documents.Fault;
import io.requalify.documents.YamlEdits;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The very text of a sound rule file, from which the files of other versions can be made. */
public final class VersionFile {
  private final String name;
  private final String text;
  private final RuleVersion version;

  private VersionFile(String name, String text, RuleVersion version) {
    this.name = name;
    this.text = text;
    this.version = version;
  }

  /**
   * Reads a file that {@link RuleFiles} or its like have found sound.
   *
   * @throws InvalidRulesException when it cannot be read, holds no such version any more, or its
   *     keys have no lines of their own
   */
  public static VersionFile read(Path file) {
    List<Fault> faults = new ArrayList<>();
    try {
      String text = Files.readString(file, UTF_8);
      Optional<RuleVersion> version = version(file.toString(), text, faults);
      if (faults.isEmpty() && version.isPresent()) {
        return new VersionFile(file.toString(), text, version.get());
      }
    } catch (CharacterCodingException e) {
      faults.add(new Fault(file.toString(), 1, 1, "not UTF-8", "save the file as UTF-8"));
    } catch (IOException e) {
      faults.add(new Fault(file.toString(), 1, 1, "cannot be read: " + e, "check the path"));
    }
    if (faults.isEmpty()) {
      faults.add(new Fault(file.toString(), 1, 1, "holds no version", "run check-rules on it"));
    }
    throw new InvalidRulesException(faults);
  }

  private static Optional<RuleVersion> version(String name, String text, List<Fault> faults) {
    Optional<YamlMap> root = YamlFile.parse(name, text, faults);
    if (root.isPresent() && root.get().isInBraces()) {
      root.get()
          .fault(
              "the whole version in one pair of braces, in which no line can be changed",
              "write each key of the version on a line of its own");
    }
    return root.flatMap(map -> new VersionReader(map).read());
  }

  /** The version that stands in the file. */
  public RuleVersion version() {
    return version;
  }

  /**
   * The text of a version with other points. Only its name, parent, status, reason and points are
   * written anew, in their places; {@code effective} and {@code agreed_with} are left out, for they
   * were said of another version.
   *
   * @param changed made from the version of this file
   */
  public String with(RepointedVersion changed) {
    YamlMap root = YamlFile.parse(name, text, new ArrayList<>()).orElseThrow();
    YamlEdits edits = new YamlEdits(root);
    edits.setText("version", changed.name(), "version");
    edits.setText("parent", version.version(), "version");
    edits.setText("status", "candidate", "status");
    edits.setText("reason", changed.reason(), "status");
    edits.remove("effective");
    edits.remove("agreed_with");
    for (YamlMap rule : root.maps("rules")) {
      String id = rule.text("id").orElseThrow();
      if (changed.points().containsKey(id)) {
        edits.setNumber(rule, "points", changed.points().get(id).toString());
      }
    }
    return requireSame(edits.text(), changed.version());
  }

  private String requireSame(String written, RuleVersion wanted) {
    List<Fault> faults = new ArrayList<>();
    Optional<RuleVersion> read = version(name, written, faults);
    if (!faults.isEmpty() || !read.equals(Optional.of(wanted))) {
      throw new IllegalStateException(
          "The text made from %s does not say what it should: %s; wanted %s, read %s"
              .formatted(name, faults, wanted, read));
    }
    return written;
  }
}
