package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.WeightOfEvidence.Group;
import io.requalify.statistics.calibration.WeightOfEvidence.Weighed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

final class WeightOfEvidenceTest {
  @Test
  void referenceCaseWoeInformationValuesOfGermanCredit() throws IOException {
    Map<String, Double> published =
        Map.of(
            "status_of_existing_checking_account", .6660115033513336,
            "credit_history", .2932335473908263,
            "purpose", .16919506567307835,
            "savings_account_and_bonds", .1960095569042267,
            "present_employment_since", .086433631026641);
    List<CSVRecord> credits = MadeScores.reference("germancredit.csv");

    for (Map.Entry<String, Double> attribute : published.entrySet()) {
      assertThat(weights(credits, attribute.getKey()).informationValue())
          .as(attribute.getKey())
          .isCloseTo(attribute.getValue(), within(1e-9));
    }
  }

  @Test
  void referenceCaseWoeOfTheStatusOfGermanCredit() throws IOException {
    WeightOfEvidence status =
        weights(MadeScores.reference("germancredit.csv"), "status_of_existing_checking_account");

    // Printed to six digits.
    assertThat(status.groups().stream().mapToDouble(Weighed::weight).sorted().toArray())
        .containsExactly(new double[] {-.818099, -.401392, .405465, 1.176263}, within(5e-7));
    assertThat(status.groups())
        .filteredOn(weighed -> weighed.group().name().equals("... < 0 DM"))
        .singleElement()
        .extracting(Weighed::weight)
        .satisfies(weight -> assertThat(weight).isCloseTo(-.818099, within(5e-7)));
  }

  /** Credits by an attribute; the event is that the credit was good. */
  private static WeightOfEvidence weights(List<CSVRecord> credits, String attribute) {
    TreeMap<String, long[]> counts = new TreeMap<>();
    for (CSVRecord credit : credits) {
      long[] of = counts.computeIfAbsent(credit.get(attribute), level -> new long[2]);
      of[0]++;
      of[1] += credit.get("creditability").equals("good") ? 1 : 0;
    }
    return said(
        WeightOfEvidence.of(
            counts.entrySet().stream()
                .map(
                    level ->
                        new Group(
                            level.getKey(),
                            new BinomialTally(level.getValue()[0], level.getValue()[1])))
                .toList()));
  }

  @Test
  void aGroupWithTwiceTheEventsAndHalfOfTheOthersWeighsTheLogOfFour() {
    // Events 20 and 10, others 10 and 20: shares 2/3 and 1/3 against 1/3 and 2/3.
    WeightOfEvidence evidence =
        said(
            WeightOfEvidence.of(
                List.of(
                    new Group("demo asked for", new BinomialTally(30, 20)),
                    new Group("newsletter alone", new BinomialTally(30, 10)))));

    assertThat(evidence.groups().get(0).weight()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(evidence.groups().get(1).weight()).isCloseTo(-Math.log(2), within(1e-15));
    assertThat(evidence.groups().get(0).contribution()).isCloseTo(Math.log(2) / 3, within(1e-15));
    assertThat(evidence.informationValue()).isCloseTo(2 * Math.log(2) / 3, within(1e-15));
  }

  @Test
  void groupsThatAreAlikeSayNothing() {
    WeightOfEvidence evidence =
        said(
            WeightOfEvidence.of(
                List.of(
                    new Group("first", new BinomialTally(30, 10)),
                    new Group("second", new BinomialTally(60, 20)))));

    assertThat(evidence.informationValue()).isZero();
  }

  @Test
  void levelsOfATableAreNamedByTheirPoints() {
    WeightOfEvidence evidence =
        said(
            WeightOfEvidence.of(
                ScoreTable.of(
                    List.of(ScoreLevel.of(40, 9, 3, .3), ScoreLevel.of(42.5, 9, 6, .3)))));

    assertThat(evidence.groups())
        .extracting(weighed -> weighed.group().name())
        .containsExactly("40", "42.5");
  }

  @Test
  void anInfiniteWeightIsRefused() {
    assertThat(reason(new Group("fax", new BinomialTally(7, 0)), group()))
        .isEqualTo(
            "of 7 contacts of 'fax' none had the event, which makes its weight infinite; put it together with a group that is like it");
    assertThat(reason(group(), new Group("fax", new BinomialTally(7, 7))))
        .startsWith("of 7 contacts of 'fax' all had the event");
    assertThat(reason()).isEqualTo("there is no group to weigh");
  }

  private static Group group() {
    return new Group("web", new BinomialTally(9, 3));
  }

  private static String reason(Group... groups) {
    return WeightOfEvidence.of(List.of(groups)).reason();
  }
}
