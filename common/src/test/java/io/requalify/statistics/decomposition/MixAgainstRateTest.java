package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.decomposition.Composition.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MixAgainstRateTest {
  /** The rate of each channel rises by 10 points; most contacts move to the poor one. */
  private static final Composition FORMERLY =
      byChannel(Map.of("search", new BinomialTally(80, 40), "social", new BinomialTally(20, 2)));

  private static final Composition LATELY =
      byChannel(Map.of("search", new BinomialTally(20, 12), "social", new BinomialTally(80, 16)));

  @Test
  void whenEveryChannelRisesAndTheWholeFallsTheMixTellsWhy() {
    MixAgainstRate parts = parts(FORMERLY, LATELY);

    assertThat(parts.decomposition().total().doubleValue()).isCloseTo(-0.14, within(1e-15));
    assertThat(parts.mix().doubleValue()).isCloseTo(-0.24, within(1e-15));
    assertThat(parts.rate().doubleValue()).isCloseTo(0.1, within(1e-15));
    assertThat(parts.simpson()).isTrue();
  }

  @Test
  void mixAndRateAddUpToTheTotalToTheLastDecimal() {
    MixAgainstRate parts = parts(FORMERLY, LATELY);

    assertThat(parts.mix().add(parts.rate())).isEqualTo(parts.decomposition().total());
  }

  @Test
  void swappingThePeriodsChangesTheSignsAndNothingElse() {
    SplittableRandom random = new SplittableRandom(5);
    Composition one = random(random, 4);
    Composition other = random(random, 4);

    MixAgainstRate forward = parts(one, other);
    MixAgainstRate backward = parts(other, one);

    for (String factor : List.of("dimension 0", "dimension 1", "dimension 2", "rate")) {
      assertThat(backward.decomposition().part(factor))
          .isEqualTo(forward.decomposition().part(factor).negate());
    }
    assertThat(forward.rate().signum()).isNotZero();
  }

  @Test
  void whereAllCellsConvertAlikeNoDimensionHasAPart() {
    Map<List<String>, Cell> before = new HashMap<>();
    Map<List<String>, Cell> after = new HashMap<>();
    for (String channel : List.of("search", "social")) {
      for (String segment : List.of("small", "large")) {
        double size = before.size() + 1;
        before.put(List.of(channel, segment), new Cell(size, 0.25));
        after.put(List.of(channel, segment), new Cell(20 - 3 * size * size / 4, 0.5));
      }
    }

    MixAgainstRate parts = parts(composition(2, before), composition(2, after));

    assertThat(parts.mix().doubleValue()).isCloseTo(0, within(1e-15));
    assertThat(parts.rate().doubleValue()).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void aDimensionWhoseSharesStayHasNoPartWhenItIsIndependentOfTheOther() {
    Map<List<String>, Cell> before = new HashMap<>();
    Map<List<String>, Cell> after = new HashMap<>();
    for (int segment = 0; segment < 2; segment++) {
      String name = "segment " + segment;
      double share = segment == 0 ? 0.3 : 0.7;
      before.put(List.of("search", name), new Cell(share * 60, 0.5 + segment * 0.1));
      before.put(List.of("social", name), new Cell(share * 40, 0.1 + segment * 0.1));
      after.put(List.of("search", name), new Cell(share * 30, 0.5 + segment * 0.1));
      after.put(List.of("social", name), new Cell(share * 70, 0.1 + segment * 0.1));
    }

    MixAgainstRate parts = parts(composition(2, before), composition(2, after));

    assertThat(parts.decomposition().part("dimension 0").doubleValue())
        .isCloseTo(-0.3 * 0.4, within(1e-14));
    assertThat(parts.decomposition().part("dimension 1").doubleValue()).isCloseTo(0, within(1e-14));
    assertThat(parts.rate().doubleValue()).isCloseTo(0, within(1e-14));
  }

  @Test
  void aNewChannelChangesTheMixAndNotTheRate() {
    Composition before = byChannel(Map.of("search", new BinomialTally(100, 40)));
    Composition after =
        byChannel(Map.of("search", new BinomialTally(50, 20), "webinar", new BinomialTally(50, 5)));

    MixAgainstRate parts = parts(before, after);

    assertThat(parts.mix().doubleValue()).isCloseTo(-0.15, within(1e-15));
    assertThat(parts.rate().doubleValue()).isCloseTo(0, within(1e-15));
  }

  @Test
  void aNewChannelMovesThePartOfTheChannelsAndNotThatOfTheSegments() {
    Map<List<String>, Cell> before = new HashMap<>();
    Map<List<String>, Cell> after = new HashMap<>();
    for (int segment = 0; segment < 2; segment++) {
      String name = "segment " + segment;
      double share = segment == 0 ? 0.3 : 0.7;
      before.put(List.of("search", name), new Cell(share * 100, 0.5 + segment * 0.1));
      after.put(List.of("search", name), new Cell(share * 60, 0.5 + segment * 0.1));
      after.put(List.of("webinar", name), new Cell(share * 40, 0.1 + segment * 0.1));
    }

    MixAgainstRate parts = parts(composition(2, before), composition(2, after));

    assertThat(parts.decomposition().part("dimension 0").doubleValue())
        .isCloseTo(-0.4 * 0.4, within(1e-14));
    assertThat(parts.decomposition().part("dimension 1").doubleValue()).isCloseTo(0, within(1e-14));
    assertThat(parts.rate().doubleValue()).isCloseTo(0, within(1e-14));
  }

  @Test
  void periodsWithoutACommonCellAreRefused() {
    Composition before = byChannel(Map.of("search", new BinomialTally(100, 40)));
    Composition after = byChannel(Map.of("webinar", new BinomialTally(50, 5)));

    assertThat(MixAgainstRate.of(before, after).reason())
        .isEqualTo(
            "no cell of [channel] has contacts in both periods, so there are no rates to compare; cut more coarsely");
  }

  @Test
  void compositionsThatAreNotAlikeOrNotWellFormedAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MixAgainstRate.of(
                    FORMERLY,
                    Composition.of(List.of("segment"), Map.of(List.of("small"), new Cell(1, 0.5)))))
        .withMessage("The periods are cut by [channel] and by [segment]; cut both alike");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Composition.of(
                    List.of("channel", "segment"), Map.of(List.of("small"), new Cell(1, 0.5))))
        .withMessage("The cell [small] should have one value for each of [channel, segment]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> byChannel(Map.of("search", new BinomialTally(0, 0))))
        .withMessage("A period without a contact has no composition");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cell(0, 0.5))
        .withMessageContaining("leave empty cells out");
  }

  private static MixAgainstRate parts(Composition before, Composition after) {
    return MixAgainstRate.of(before, after).value().orElseThrow();
  }

  private static Composition byChannel(Map<String, BinomialTally> tallies) {
    Map<List<String>, BinomialTally> cells = new HashMap<>();
    tallies.forEach((channel, tally) -> cells.put(List.of(channel), tally));
    return Composition.ofTallies(List.of("channel"), cells);
  }

  private static Composition composition(int dimensions, Map<List<String>, Cell> cells) {
    List<String> names = List.of("dimension 0", "dimension 1", "dimension 2");
    return Composition.of(names.subList(0, dimensions), cells);
  }

  /** Three dimensions; about one cell in five is empty. */
  private static Composition random(SplittableRandom random, int values) {
    Map<List<String>, Cell> cells = new HashMap<>();
    for (int place = 0; place < values * values * values; place++) {
      if (random.nextInt(5) > 0) {
        cells.put(
            List.of(
                Integer.toString(place % values),
                Integer.toString(place / values % values),
                Integer.toString(place / values / values)),
            new Cell(1 + random.nextInt(50), random.nextDouble()));
      }
    }
    return composition(3, cells);
  }
}
