package io.requalify.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions that a version watches, in places from 0, and the rules that each of them moves.
 */
final class Watch implements Serializable {
  private final Map<Integer, Integer> places = new LinkedHashMap<>();
  private final List<List<Integer>> rulesAt = new ArrayList<>();

  /** Place of the condition with a number; a new one when it was not watched before. */
  int place(int number) {
    Integer place = places.putIfAbsent(number, rulesAt.size());
    if (place != null) {
      return place;
    }
    rulesAt.add(new ArrayList<>());
    return rulesAt.size() - 1;
  }

  /** Lets the condition with a number move a rule. */
  void add(int number, int rule) {
    rulesAt.get(place(number)).add(rule);
  }

  /** Number of each place, in order. */
  int[] numbers() {
    return places.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Rules that the condition of each place moves, in the order of the version. */
  int[][] rules() {
    return rulesAt.stream()
        .map(rules -> rules.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
