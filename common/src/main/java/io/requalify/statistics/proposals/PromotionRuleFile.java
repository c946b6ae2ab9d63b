package io.requalify.statistics.proposals;

import io.requalify.documents.DocumentSchema;
import io.requalify.documents.Fault;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import io.requalify.rules.InvalidRulesException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a {@link PromotionRule} from a YAML file; what it does not state is as by default. */
public final class PromotionRuleFile {
  private PromotionRuleFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidRulesException with every fault, each with its line and column
   */
  public static PromotionRule read(Path file) {
    List<Fault> faults = new ArrayList<>();
    Optional<YamlMap> root = YamlFile.read(file, faults);
    root.ifPresent(DocumentSchema.of(PromotionRuleFile.class, "promotion-rule.schema.json")::check);
    Optional<PromotionRule> rule = root.filter(map -> faults.isEmpty()).flatMap(map -> rule(map));
    if (!faults.isEmpty()) {
      throw new InvalidRulesException(faults);
    }
    return rule.orElseThrow();
  }

  private static Optional<PromotionRule> rule(YamlMap root) {
    PromotionRule standard = PromotionRule.standard();
    try {
      return Optional.of(
          new PromotionRule(
              root.text("outcome").orElse(standard.outcome()),
              number(root, "least_difference", standard.leastDifference()),
              number(root, "least_worst_difference", standard.leastWorstDifference()),
              number(root, "least_tipping_shift", standard.leastTippingShift()),
              number(root, "most_volume_change", standard.mostVolumeChange()),
              number(root, "most_channel_move", standard.mostChannelMove()),
              number(root, "most_channel_fall", standard.mostChannelFall()),
              number(root, "least_calibration_slope", standard.leastCalibrationSlope()),
              number(root, "most_calibration_slope", standard.mostCalibrationSlope()),
              number(root, "weekly_capacity"),
              root.list("signed_off_channels").stream()
                  .flatMap(node -> YamlMap.textOf(node).stream())
                  .map(text -> text.getValue())
                  .toList(),
              number(root, "planned_accounts"),
              number(root, "half_width", standard.halfWidth())));
    } catch (IllegalArgumentException e) {
      // The schema knows each number alone; this is about two of them.
      root.fault(e.getMessage(), "change one of the two");
      return Optional.empty();
    }
  }

  private static double number(YamlMap root, String key, double otherwise) {
    return number(root, key).orElse(otherwise);
  }

  private static OptionalDouble number(YamlMap root, String key) {
    Optional<BigDecimal> number = root.number(key);
    return number.isPresent()
        ? OptionalDouble.of(number.get().doubleValue())
        : OptionalDouble.empty();
  }
}
