package io.requalify.documents;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Changes of single values of a YAML file. Every other character stays as it stands, comments and
 * the order of keys with it.
 */
public final class YamlEdits {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final YamlMap root;
  private final int[] text;
  private final String lineBreak;
  private final SortedMap<Integer, Edit> edits = new TreeMap<>();

  /** What stands in the place of the characters from where it is filed to {@code end}. */
  private record Edit(int end, String replacement) {}

  /**
   * Changes of a file.
   *
   * @param root top mapping, with each key on a line of its own
   * @throws IllegalArgumentException when it is written in braces
   */
  public YamlEdits(YamlMap root) {
    if (root.isInBraces()) {
      throw new IllegalArgumentException(
          "The keys of " + root.file().name() + " have no lines of their own");
    }
    this.root = root;
    this.text = root.file().text();
    this.lineBreak = new String(text, 0, text.length).contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * Puts a number in the place of the value of a key of any mapping of the file.
   *
   * @throws IllegalArgumentException when the mapping does not have the key
   */
  public void setNumber(YamlMap map, String key, String number) {
    replace(map, key, number);
  }

  /**
   * Puts a text in the place of the value of a top key, or where it is not there, on a line of its
   * own.
   *
   * @param after top key after which a new line is written
   * @throws IllegalArgumentException when that one is not there
   */
  public void setText(String key, String words, String after) {
    if (root.has(key)) {
      replace(root, key, scalar(words));
      return;
    }

    int end = endOfLine(end(required(root, after)));
    String line = key + ": " + scalar(words);
    add(end, end, text[end - 1] == '\n' ? line + lineBreak : lineBreak + line);
  }

  /** Takes a top key away with its lines; one that is not there is none. */
  public void remove(String key) {
    Optional<Node> name = root.key(key);
    if (name.isPresent()) {
      int start = start(name.get());
      while (start > 0 && text[start - 1] != '\n') {
        start--;
      }
      add(start, endOfLine(end(required(root, key))), "");
    }
  }

  /** The whole file with all changes. */
  public String text() {
    StringBuilder changed = new StringBuilder();
    int next = 0;
    for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
      changed.append(new String(text, next, edit.getKey() - next));
      changed.append(edit.getValue().replacement());
      next = edit.getValue().end();
    }
    return changed.append(new String(text, next, text.length - next)).toString();
  }

  private void replace(YamlMap map, String key, String replacement) {
    Node value = required(map, key);
    add(start(value), end(value), replacement);
  }

  /** What is written anew and what is taken away can meet at the start of a line. */
  private void add(int start, int end, String replacement) {
    edits.merge(
        start,
        new Edit(end, replacement),
        (one, other) ->
            new Edit(Math.max(one.end(), other.end()), one.replacement() + other.replacement()));
  }

  private static Node required(YamlMap map, String key) {
    return map.value(key)
        .orElseThrow(
            () -> new IllegalArgumentException("No key '%s' in this mapping".formatted(key)));
  }

  private static int start(Node node) {
    return node.getStartMark().orElseThrow().getIndex();
  }

  /** Behind the last character of a value; what follows it may be a comment. */
  private int end(Node node) {
    if (node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.BLOCK
        && !collection.getValue().isEmpty()) {
      // The mark of a block lies at whatever comes next, behind comments that are not its own.
      return end(last(collection));
    }

    int end = Math.min(node.getEndMark().orElseThrow().getIndex(), text.length);
    while (end > start(node) && Character.isWhitespace(text[end - 1])) {
      end--;
    }
    return end;
  }

  private static Node last(CollectionNode<?> collection) {
    int last = collection.getValue().size() - 1;
    return collection instanceof MappingNode mapping
        ? mapping.getValue().get(last).getValueNode()
        : ((SequenceNode) collection).getValue().get(last);
  }

  /** Behind the line break of a line. */
  private int endOfLine(int place) {
    int end = place;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, text.length);
  }

  /** A text as YAML reads it back, without quotes where it needs none. */
  private static String scalar(String words) {
    Tag read = LoadSettings.builder().build().getSchema().getScalarResolver().resolve(words, true);
    if (PLAIN.matcher(words).matches() && read.equals(Tag.STR)) {
      return words;
    }
    return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
