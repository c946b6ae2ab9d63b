package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.documents.Fault;
import io.requalify.rules.InvalidRulesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetPlanFileTest {
  private final Path folder;

  TargetPlanFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theExampleIsAPlan() {
    TargetPlan plan =
        TargetPlanFile.read(
            Path.of(System.getProperty("requalify.root"), "examples", "targets.yaml"));

    assertThat(plan.currency()).isEqualTo("EUR");
    assertThat(plan.dealValue()).isEqualTo(OptionalDouble.of(8500));
    assertThat(plan.leads().keySet()).containsExactly("paid_search", "webinar");
  }

  @Test
  void quarterIsSharedOutAmongItsMonths() throws IOException {
    TargetPlan plan =
        TargetPlanFile.read(
            file(
                """
                requalify: 1
                currency: EUR
                revenue: {2026-10: 5, 2027-Q1: 300}
                leads:
                  webinar: {2026-09: 40}
                """));

    assertThat(plan.revenue())
        .isEqualTo(
            Map.of(
                YearMonth.of(2026, 10),
                5.0,
                YearMonth.of(2027, 1),
                100.0,
                YearMonth.of(2027, 2),
                100.0,
                YearMonth.of(2027, 3),
                100.0));
    assertThat(plan.leads().get("webinar")).isEqualTo(Map.of(YearMonth.of(2026, 9), 40L));
    assertThat(plan.dealValue()).isEmpty();
  }

  @Test
  void everyFaultIsNamedWithItsPlace() throws IOException {
    assertThat(
            faults(
                """
                requalify: 1
                currency: euro
                revenue: {October: 5}
                deal_valu: 3
                leads:
                  webinar: {2026-09: many}
                """))
        .containsExactly(
            "2:11 'euro' is not right here; write the ISO 4217 code of the money, three capital letters, such as EUR",
            "3:11 'October' is no good name here; write a month such as 2026-10 or a quarter such as 2026-Q4",
            "4:1 unknown key 'deal_valu'; did you mean 'deal_value'?",
            "6:22 'many' is wrong here; write a whole number of leads, 0 or more");
  }

  @Test
  void planThatWantsNothingAndMonthsThatAreWantedTwiceAreRefused() throws IOException {
    assertThat(faults("requalify: 1\ncurrency: EUR\n"))
        .containsExactly(
            "1:1 neither 'revenue' nor 'leads'; say what is wanted, or what is planned");
    assertThat(faults("requalify: 1\ncurrency: EUR\nrevenue: {2026-11: 1, 2026-Q4: 3}\n"))
        .containsExactly(
            "3:23 2026-11 has a target already; name the months of a quarter, or the quarter, not both");
  }

  private List<String> faults(String text) throws IOException {
    Path file = file(text);
    List<Fault> faults =
        assertThatThrownBy(() -> TargetPlanFile.read(file))
            .asInstanceOf(InstanceOfAssertFactories.type(InvalidRulesException.class))
            .actual()
            .faults();
    return faults.stream()
        .map(
            fault ->
                "%d:%d %s; %s"
                    .formatted(fault.line(), fault.column(), fault.problem(), fault.remedy()))
        .toList();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("targets.yaml"), text);
  }
}
