package io.requalify.channels;

import io.requalify.statistics.DrawnTally;
import io.requalify.statistics.decomposition.DrawnCells;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By what two sides are cut to be compared: channel and segment, and channel alone where no channel
 * and segment has contacts on both sides, as of versions that cut their contacts differently.
 *
 * @param drawn the cells of both sides
 * @param remark why segments are left out; empty where they are not
 */
record MixCut(DrawnCells drawn, String remark) {
  private static final Comparator<List<String>> ORDER =
      (one, other) -> new MixCell(false, one).compareTo(new MixCell(false, other));

  static MixCut finest(
      SortedMap<MixCell, DrawnTally> before, SortedMap<MixCell, DrawnTally> after) {
    DrawnCells fine = new DrawnCells(MixCell.DIMENSIONS, byValues(before), byValues(after));
    boolean empty = before.isEmpty() || after.isEmpty();
    if (empty || !Collections.disjoint(before.keySet(), after.keySet())) {
      return new MixCut(fine, "");
    }
    String why =
        Collections.disjoint(segments(before), segments(after))
            ? "the segments of the two sides have no name in common"
            : "no channel and segment has contacts on both sides";
    return new MixCut(
        new DrawnCells(MixCell.DIMENSIONS.subList(0, 1), byChannel(before), byChannel(after)),
        "by channel alone: " + why);
  }

  private static Set<String> segments(SortedMap<MixCell, DrawnTally> side) {
    return side.keySet().stream().map(cell -> cell.values().get(1)).collect(Collectors.toSet());
  }

  private static SortedMap<List<String>, DrawnTally> byValues(SortedMap<MixCell, DrawnTally> side) {
    SortedMap<List<String>, DrawnTally> byValues = new TreeMap<>(ORDER);
    side.forEach((cell, tally) -> byValues.put(cell.values(), tally));
    return byValues;
  }

  private static SortedMap<List<String>, DrawnTally> byChannel(
      SortedMap<MixCell, DrawnTally> side) {
    SortedMap<List<String>, DrawnTally> byChannel =
        new TreeMap<>(Comparator.comparing((List<String> values) -> values.get(0)));
    side.forEach(
        (cell, tally) ->
            byChannel
                .computeIfAbsent(
                    List.of(cell.values().get(0)), missing -> new DrawnTally(tally.draws()))
                .add(tally));
    return byChannel;
  }
}
