package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import io.requalify.rules.RuleVersion.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a version is called, whom it belongs to, and where and when it is live. */
record Heading(
    String model,
    String version,
    Optional<String> parent,
    Status status,
    Optional<Instant> effectiveFrom,
    Optional<String> owner,
    List<String> agreedWith,
    Optional<String> reason,
    ZoneId timezone) {
  Heading {
    agreedWith = List.copyOf(agreedWith);
  }

  /** The heading, or empty where something that a version needs is missing, a reported fault. */
  static Optional<Heading> read(YamlMap root) {
    Optional<ZoneId> timezone = timezone(root);
    Optional<Instant> from = effectiveFrom(root);
    Optional<String> model = root.text("model");
    Optional<String> version = root.text("version");
    Optional<Status> status = Constants.read(root, "status", Status.class);
    checkName(root, version);
    checkParent(root, version);
    if (model.isEmpty() || version.isEmpty() || status.isEmpty() || timezone.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(
        new Heading(
            model.get(),
            version.get(),
            root.text("parent"),
            status.get(),
            from,
            root.text("owner"),
            agreedWith(root),
            root.text("reason"),
            timezone.get()));
  }

  private static Optional<ZoneId> timezone(YamlMap root) {
    Optional<String> name = root.text("timezone");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!ZoneId.getAvailableZoneIds().contains(name.get())) {
      List<String> nearest = NearestNames.of(name.get(), ZoneId.getAvailableZoneIds());
      root.fault(
          "timezone",
          "no time zone '" + name.get() + "'",
          nearest.isEmpty()
              ? "write a name of the tz database, such as Europe/Paris or UTC"
              : NearestNames.remedy(name.get(), nearest));
      return Optional.empty();
    }

    return Optional.of(ZoneId.of(name.get()));
  }

  private static Optional<Instant> effectiveFrom(YamlMap root) {
    Optional<YamlMap> effective = root.map("effective");
    Optional<String> text = effective.flatMap(map -> map.text("from"));
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      effective
          .orElseThrow()
          .fault(
              "from",
              "'" + text.orElseThrow() + "' is no instant",
              "write date, time and zone, such as 2026-08-01T00:00:00Z");
      return Optional.empty();
    }
  }

  private static List<String> agreedWith(YamlMap root) {
    List<String> names = new ArrayList<>();
    for (Node node : root.list("agreed_with")) {
      YamlMap.textOf(node).map(ScalarNode::getValue).ifPresent(names::add);
    }

    return names;
  }

  private static void checkName(YamlMap root, Optional<String> version) {
    if (version.filter(ManualVersion.NAME::equals).isPresent()) {
      root.fault(
          "version",
          "'manual' is the version of those whom people qualify by hand, which has no file",
          "give this one another name");
    }
  }

  private static void checkParent(YamlMap root, Optional<String> version) {
    Optional<String> parent = root.text("parent");
    if (parent.isPresent() && parent.equals(version)) {
      root.fault("parent", "the version is its own parent", "name the version it was made from");
    }
  }
}
