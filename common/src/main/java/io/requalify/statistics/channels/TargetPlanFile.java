package io.requalify.statistics.channels;

import io.requalify.documents.DocumentSchema;
import io.requalify.documents.Fault;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import io.requalify.rules.InvalidRulesException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a {@link TargetPlan} from a YAML file. */
public final class TargetPlanFile {
  private static final String REVENUE = "revenue";
  private static final String LEADS = "leads";
  private static final String QUARTER = "-Q";
  private static final int MONTHS_OF_A_QUARTER = 3;

  private TargetPlanFile() {}

  /**
   * Reads a file. The target of a quarter is shared out among its months in equal parts.
   *
   * @throws InvalidRulesException with every fault, each with its line and column
   */
  public static TargetPlan read(Path file) {
    List<Fault> faults = new ArrayList<>();
    Optional<YamlMap> root = YamlFile.read(file, faults);
    root.ifPresent(DocumentSchema.of(TargetPlanFile.class, "targets.schema.json")::check);
    Optional<TargetPlan> plan = root.filter(map -> faults.isEmpty()).flatMap(TargetPlanFile::plan);
    if (!faults.isEmpty()) {
      throw new InvalidRulesException(faults);
    }
    return plan.orElseThrow();
  }

  private static Optional<TargetPlan> plan(YamlMap root) {
    if (!root.has(REVENUE) && !root.has(LEADS)) {
      root.fault("neither 'revenue' nor 'leads'", "say what is wanted, or what is planned");
      return Optional.empty();
    }
    SortedMap<YearMonth, Double> revenue = new TreeMap<>();
    root.map(REVENUE).ifPresent(map -> addRevenue(map, revenue));
    SortedMap<String, SortedMap<YearMonth, Long>> leads = new TreeMap<>();
    root.map(LEADS)
        .ifPresent(
            map ->
                map.values()
                    .keySet()
                    .forEach(channel -> leads.put(channel, leads(map.map(channel).orElseThrow()))));
    Optional<BigDecimal> dealValue = root.number("deal_value");
    return Optional.of(
        new TargetPlan(
            root.text("currency").orElseThrow(),
            revenue,
            dealValue.isPresent()
                ? OptionalDouble.of(dealValue.get().doubleValue())
                : OptionalDouble.empty(),
            leads));
  }

  private static void addRevenue(YamlMap targets, SortedMap<YearMonth, Double> revenue) {
    for (String period : targets.values().keySet()) {
      List<YearMonth> months = months(period);
      double target = targets.number(period).orElseThrow().doubleValue();
      for (YearMonth month : months) {
        if (revenue.putIfAbsent(month, target / months.size()) != null) {
          targets.faultAtKey(
              period,
              "%s has a target already".formatted(month),
              "name the months of a quarter, or the quarter, not both");
        }
      }
    }
  }

  private static List<YearMonth> months(String period) {
    int quarter = period.indexOf(QUARTER);
    if (quarter < 0) {
      return List.of(YearMonth.parse(period));
    }
    int number = Integer.parseInt(period.substring(quarter + QUARTER.length()));
    YearMonth first =
        YearMonth.of(
            Integer.parseInt(period.substring(0, quarter)), (number - 1) * MONTHS_OF_A_QUARTER + 1);
    return List.of(first, first.plusMonths(1), first.plusMonths(2));
  }

  private static SortedMap<YearMonth, Long> leads(YamlMap planned) {
    SortedMap<YearMonth, Long> leads = new TreeMap<>();
    for (String month : planned.values().keySet()) {
      leads.put(YearMonth.parse(month), planned.number(month).orElseThrow().longValueExact());
    }
    return leads;
  }
}
