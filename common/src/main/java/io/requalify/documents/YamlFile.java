package io.requalify.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One YAML file: its text, the tree in it, and the faults found so far. */
public final class YamlFile {
  private final String name;
  private final int[] text;
  private final List<Fault> faults;

  private YamlFile(String name, String text, List<Fault> faults) {
    this.name = name;
    this.text = text.codePoints().toArray();
    this.faults = faults;
  }

  /**
   * Reads a file; what is wrong with it is added to {@code faults}.
   *
   * @return the top mapping, or empty where the file holds none
   */
  public static Optional<YamlMap> read(Path path, List<Fault> faults) {
    try {
      return parse(path.toString(), Files.readString(path, UTF_8), faults);
    } catch (NoSuchFileException e) {
      faults.add(new Fault(path.toString(), 1, 1, "no such file", "check the path"));
    } catch (CharacterCodingException e) {
      faults.add(new Fault(path.toString(), 1, 1, "not UTF-8", "save the file as UTF-8"));
    } catch (IOException e) {
      faults.add(
          new Fault(path.toString(), 1, 1, "cannot be read: " + e, "check the file's permissions"));
    }

    return Optional.empty();
  }

  /**
   * Reads a text as if it were a file; what is wrong with it is added to {@code faults}.
   *
   * @param name path that the faults name
   * @return the top mapping, or empty where the text holds none
   */
  public static Optional<YamlMap> parse(String name, String text, List<Fault> faults) {
    YamlFile file = new YamlFile(name, text, faults);
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    try {
      if (file.hasAlias(settings, text)) {
        return Optional.empty();
      }

      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        faults.add(
            new Fault(
                name, 1, 1, "the file is empty", "write keys and values, such as 'requalify: 1'"));
        return Optional.empty();
      }

      Node root = documents.next();
      if (documents.hasNext()) {
        file.fault(
            documents.next(),
            "a second document in one file",
            "write one document a file, no '---'");
      }
      if (root instanceof MappingNode mapping) {
        return Optional.of(new YamlMap(file, mapping));
      }
      file.fault(root, "not a mapping", "write keys and values, such as 'requalify: 1'");
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      faults.add(
          new Fault(
              name,
              mark.map(m -> m.getLine() + 1).orElse(1),
              mark.map(m -> m.getColumn() + 1).orElse(1),
              "not YAML: " + e.getProblem(),
              "quote texts that hold ': ', '#', '%' or brackets, and check the indentation"));
    } catch (YamlEngineException e) {
      faults.add(
          new Fault(name, 1, 1, "not YAML: " + e.getMessage(), "check the file in an editor"));
    }

    return Optional.empty();
  }

  /** Aliases are refused before anything follows them, for one may lead back to itself. */
  private boolean hasAlias(LoadSettings settings, String yaml) {
    boolean found = false;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event.getEventId() == Event.ID.Alias) {
        Mark mark = event.getStartMark().orElseThrow();
        faults.add(
            new Fault(
                name,
                mark.getLine() + 1,
                mark.getColumn() + 1,
                "an alias (*" + ((AliasEvent) event).getAlias() + ")",
                "write the value out here"));
        found = true;
      }
    }

    return found;
  }

  /** Every character of the file, by the places that the marks of its nodes name. */
  int[] text() {
    return text.clone();
  }

  /** Name of the file, as it was given. */
  public String name() {
    return name;
  }

  /** Adds a fault at the start of a node. */
  public void fault(Node node, String problem, String remedy) {
    Mark mark = node.getStartMark().orElseThrow();
    faults.add(new Fault(name, mark.getLine() + 1, mark.getColumn() + 1, problem, remedy));
  }

  /** A scalar with its place and the very characters of the file. */
  public SourceText source(ScalarNode scalar) {
    Mark start = scalar.getStartMark().orElseThrow();
    int end = Math.min(scalar.getEndMark().orElseThrow().getIndex(), text.length);
    String raw = new String(text, start.getIndex(), end - start.getIndex());
    return new SourceText(name, start.getLine() + 1, start.getColumn() + 1, raw);
  }
}
