package io.requalify.estimates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class ProductionThresholdsTest {
  @Test
  void oneTotalOfEachSegmentIsItsThreshold() {
    ProductionThresholds read =
        ProductionThresholds.of(
            "{\"qualify\":{\"enterprise\":{\"total\":\">= 62.5\"},\"others\":{\"total\":\">= 50\"}}}");

    assertThat(read.bySegment()).containsExactly(entry("enterprise", 62.5), entry("others", 50.0));
    assertThat(read.refusal()).isEmpty();
  }

  @Test
  void dimensionsCellsAndOtherOperatorsHaveNoPointsToBeAboveOrBelow() {
    for (String requirement :
        new String[] {
          "{\"fit\":\">= 20\"}", "{\"cell\":[\"A1\"]}", "{\"total\":\"> 50\"}", "{\"all\":[]}"
        }) {
      ProductionThresholds read =
          ProductionThresholds.of("{\"qualify\":{\"everyone\":%s}}".formatted(requirement));
      assertThat(read.bySegment()).isEmpty();
      assertThat(read.refusal().orElseThrow())
          .startsWith("production asks of the segment everyone for something else than");
    }
    assertThat(ProductionThresholds.of("{}").refusal())
        .contains("the document of production says nothing of what it asks");
  }
}
