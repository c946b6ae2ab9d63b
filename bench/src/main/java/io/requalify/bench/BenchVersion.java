package io.requalify.bench;

import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One rule version, from which both its rule file and its SQL are written. All points are positive,
 * so that a score only rises at an event and a window of SQL can find the entry.
 *
 * @param name name of the version
 * @param rules one for each activity, in their order
 * @param limits highest value of each dimension, in points
 * @param threshold total from which a contact qualifies, in points
 */
record BenchVersion(String name, List<Rule> rules, Map<String, Integer> limits, int threshold) {
  /** So many versions share one choice of points, limits and threshold. */
  private static final int CHOICES = 16;

  /**
   * Points for one activity, counted at most once a day.
   *
   * @param points points of one event, before any fading
   * @param limit highest sum of the rule, in points
   * @param halfLife hours in which half of the points fade
   */
  record Rule(Activity activity, int points, int limit, int halfLife) {}

  BenchVersion {
    rules = List.copyOf(rules);
    limits = Map.copyOf(limits);
  }

  /**
   * So many versions, the first of which do not depend on how many there are. No two have a
   * half-life in common, so that nobody can save work by computing one fading for several.
   */
  static List<BenchVersion> first(int count) {
    return IntStream.range(0, count).mapToObj(BenchVersion::of).toList();
  }

  private static BenchVersion of(int number) {
    int choice = number % CHOICES;
    // Even and odd hours keep the two dimensions apart.
    int engagement = 2 * (7 * 12 + 12 * choice + number / CHOICES);
    int intent = engagement + 14 * 24 + 1;
    List<Rule> rules =
        List.of(
            new Rule(Activity.PAGE_VIEW, 1 + choice % 3, 4, engagement),
            new Rule(Activity.EMAIL_CLICK, 2 + choice % 2, 5, engagement),
            new Rule(Activity.DOWNLOAD, 5 + choice % 4, 9, engagement),
            new Rule(Activity.PRICING_VIEW, 12 + choice % 5, 20, intent),
            new Rule(Activity.WEBINAR, 8 + choice % 3, 12, intent));
    Map<String, Integer> limits = Map.of("engagement", 14, "intent", 28);
    return new BenchVersion(
        "bench-%03d".formatted(number), rules, limits, 33 + choice % 6 + choice / 3);
  }

  /** Reads the rule files of the versions as the product would, from a folder that it writes. */
  static List<RuleVersion> read(List<BenchVersion> versions, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (BenchVersion version : versions) {
      Files.writeString(folder.resolve(version.name + ".yaml"), version.yaml());
    }
    return RuleFiles.readAll(folder);
  }

  private String yaml() {
    return """
        requalify: 1
        model: bench
        version: %s
        status: candidate
        timezone: UTC
        evaluate: on_event
        segments:
          - {name: everyone, default: true}
        dimensions:
        %s
        total: sum
        rules:
        %s
        qualify:
          everyone: {total: ">= %d"}
        """
        .formatted(
            name,
            Activity.dimensions().stream()
                .map(dimension -> "  %s: {max: %d}".formatted(dimension, limits.get(dimension)))
                .collect(Collectors.joining("\n")),
            rules.stream().map(BenchVersion::yaml).collect(Collectors.joining("\n")),
            threshold);
  }

  private static String yaml(Rule rule) {
    return """
          - {id: %s, dimension: %s, event: "type = '%s'", points: %d, max: %d,
             count: {at_most: 1, per: day}, decay: {half_life: %dh}}"""
        .formatted(
            rule.activity.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            rule.activity.dimension(),
            rule.activity.type(),
            rule.points,
            rule.limit,
            rule.halfLife);
  }
}
