package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples show the whole language, as its documentation says. */
final class ExamplesTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules");

  private static String examples() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        text.append(Files.readString(file, UTF_8).replaceAll("(?m)#.*$", "")).append('\n');
      }
    }
    return text.toString();
  }

  private static JsonNode schema() throws IOException {
    try (InputStream stream = RuleFiles.class.getResourceAsStream("rule-version.schema.json")) {
      return JsonMapper.builder().build().readTree(stream);
    }
  }

  private static void addNames(JsonNode schema, Set<String> keys, Set<String> words) {
    schema.path("properties").properties().stream().forEach(entry -> keys.add(entry.getKey()));
    schema.path("enum").forEach(word -> words.add(word.asString()));
    schema.forEach(inner -> addNames(inner, keys, words));
  }

  @Test
  void theyUseEveryKeyAndEveryWordOfTheSchema() throws IOException {
    Set<String> keys = new TreeSet<>();
    Set<String> words = new TreeSet<>();
    addNames(schema(), keys, words);
    String examples = examples();

    assertThat(keys)
        .hasSizeGreaterThan(60)
        .allSatisfy(
            key ->
                assertThat(Pattern.compile("\\b" + key + ":").matcher(examples).find()).isTrue());
    // What an example has no use for: a state of the version, and ends that are rare.
    words.removeAll(List.of("retired", "dropped"));
    assertThat(words)
        .contains("clip", "saturate", "freeze")
        .allSatisfy(
            word ->
                assertThat(Pattern.compile("\\b" + word + "\\b").matcher(examples).find())
                    .isTrue());
  }
}
