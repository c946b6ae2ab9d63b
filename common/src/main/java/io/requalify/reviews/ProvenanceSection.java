package io.requalify.reviews;

import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Fold;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Source;
import io.requalify.reviews.ReviewResults.RequestRow;
import io.requalify.reviews.ReviewResults.VersionRow;
import io.requalify.tables.ContractViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the figures were made from, so that the same review can be made again. */
final class ProvenanceSection {
  private static final String UNKNOWN = "not recorded";

  private ProvenanceSection() {}

  static Section of(Evidence evidence) {
    List<Block> blocks = new ArrayList<>();
    List<VersionRow> versions = evidence.results().versions();
    if (!versions.isEmpty()) {
      blocks.add(versions(versions));
      for (VersionRow version : versions) {
        blocks.add(
            new Fold("The whole of " + version.name(), List.of(new Source(indented(version)))));
      }
    }
    Optional<RequestRow> request = evidence.results().request();
    blocks.add(
        request
            .<Block>map(ProvenanceSection::inputs)
            .orElseGet(
                () ->
                    new Paragraph(
                        Prose.of(
                            "The versions of the inputs are not recorded: nothing was rescored for this review."))));
    blocks.add(settings(evidence));
    return new Section("provenance", "Versions, inputs and settings", blocks);
  }

  private static Grid versions(List<VersionRow> versions) {
    List<Line> lines = new ArrayList<>();
    for (VersionRow version : versions) {
      lines.add(
          Line.plain(
              version.name(),
              version.role(),
              version.status(),
              version.model(),
              version.parent().orElse(Figures.MISSING),
              version.owner().orElse(UNKNOWN),
              version.reason().orElse(UNKNOWN),
              version.fingerprint()));
    }
    return new Grid(
        "Rule versions",
        List.of(
            Column.text("Version"),
            Column.text("Role"),
            Column.text("Status"),
            Column.text("Model"),
            Column.text("Made from"),
            Column.text("Owner"),
            Column.text("Reason"),
            Column.text("Fingerprint (SHA-256)")),
        lines);
  }

  private static Grid inputs(RequestRow request) {
    List<Line> lines = new ArrayList<>();
    request
        .inputs()
        .forEach((table, version) -> lines.add(Line.plain(table, Figures.count(version))));
    return new Grid(
        "Source tables, and the Delta version of each that was read",
        List.of(Column.text("Table"), Column.number("Delta version")),
        lines);
  }

  private static Grid settings(Evidence evidence) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.plain("Review", evidence.review().id()));
    lines.add(Line.plain("As of", Figures.instant(evidence.review().asOf())));
    lines.add(Line.plain("Window from", Figures.instant(evidence.review().from())));
    lines.add(Line.plain("Window to, exclusive", Figures.instant(evidence.review().to())));
    lines.add(Line.plain("Zone of days and months", Figures.zone(evidence.review().timezone())));
    evidence
        .results()
        .request()
        .ifPresent(
            request -> {
              lines.add(Line.plain("Requalify", request.codeVersion()));
              lines.add(Line.plain("Timelines", request.timelineId().orElse(UNKNOWN)));
              lines.add(
                  Line.plain("Contacts in the population", Figures.count(request.contacts())));
              lines.add(
                  Line.plain(
                      "Episodes of all versions in the window", Figures.count(request.episodes())));
            });
    for (Map.Entry<String, String> setting :
        evidence.results().configuration(evidence.review()).entrySet()) {
      lines.add(
          Line.plain(
              setting.getKey(), setting.getValue() == null ? Figures.MISSING : setting.getValue()));
    }
    return new Grid(
        "Settings that the figures depend on",
        List.of(Column.text("Setting"), Column.text("Value")),
        lines);
  }

  private static String indented(VersionRow version) {
    JsonMapper json = JsonMapper.builder().build();
    try {
      return json.writerWithDefaultPrettyPrinter()
          .writeValueAsString(json.readTree(version.document()));
    } catch (JacksonException e) {
      throw new ContractViolationException(
          "Table rule_versions has a document of %s that is no JSON: run the command rescore again"
              .formatted(version.name()),
          e);
    }
  }
}
