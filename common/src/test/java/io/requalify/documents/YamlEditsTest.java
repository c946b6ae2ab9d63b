package io.requalify.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlEditsTest {
  private static final String FILE =
      """
      # the first line
      name: old   # a name
      live:
        from: today

      # about the reason
      reason: >
        because
        of this
      rules:   # all of them
        - {id: one, points: 5}   # 5 are enough
        - id: two
          points: -7.5
      """;

  @Test
  void onlyTheValuesThatAreSetChange() {
    YamlMap root = root(FILE);
    YamlEdits edits = new YamlEdits(root);
    edits.setText("name", "new", "name");
    edits.setText("reason", "a \"better\" one", "name");
    edits.setNumber(root.maps("rules").get(0), "points", "12");
    edits.setNumber(root.maps("rules").get(1), "points", "-3");

    assertThat(edits.text())
        .isEqualTo(
            """
            # the first line
            name: new   # a name
            live:
              from: today

            # about the reason
            reason: "a \\"better\\" one"
            rules:   # all of them
              - {id: one, points: 12}   # 5 are enough
              - id: two
                points: -3
            """);
  }

  @Test
  void aKeyThatIsTakenAwayLeavesTheCommentsOfTheNext() {
    YamlEdits edits = new YamlEdits(root(FILE));
    edits.remove("live");
    edits.remove("nothing");

    assertThat(edits.text())
        .isEqualTo(FILE.replace("live:\n  from: today\n", ""))
        .contains("# about the reason");
  }

  @Test
  void aKeyThatIsNotThereComesOnALineOfItsOwnAlsoBesideOneThatGoes() {
    YamlEdits edits = new YamlEdits(root(FILE));
    edits.setText("parent", "1.0", "name");
    edits.remove("live");

    assertThat(edits.text())
        .startsWith(
            "# the first line\nname: old   # a name\nparent: \"1.0\"\n\n# about the reason");
  }

  @Test
  void theLastLineMayLackItsBreakAndLinesMayEndAsOnWindows() {
    YamlEdits last = new YamlEdits(root("name: a"));
    last.setText("parent", "b", "name");
    assertThat(last.text()).isEqualTo("name: a\nparent: b");

    YamlEdits windows = new YamlEdits(root("name: a\r\nother: 1\r\n"));
    windows.setText("parent", "b", "name");
    assertThat(windows.text()).isEqualTo("name: a\r\nparent: b\r\nother: 1\r\n");
  }

  @Test
  void charactersBeyondTheFirstPlaneAreOneCharacter() {
    YamlEdits edits =
        new YamlEdits(root("# \uD83D\uDE00 \uD83D\uDE00\nname: old # \uD83D\uDE00\n"));
    edits.setText("name", "new", "name");

    assertThat(edits.text()).isEqualTo("# \uD83D\uDE00 \uD83D\uDE00\nname: new # \uD83D\uDE00\n");
  }

  @Test
  void aMappingInBracesHasNoLinesToChange() {
    YamlMap root = root("{name: old, rules: []}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new YamlEdits(root))
        .withMessage("The keys of file.yaml have no lines of their own");
  }

  private static YamlMap root(String text) {
    List<Fault> faults = new ArrayList<>();
    YamlMap root = YamlFile.parse("file.yaml", text, faults).orElseThrow();
    assertThat(faults).isEmpty();
    return root;
  }
}
