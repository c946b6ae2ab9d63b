package io.requalify.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * Which versions watch the condition with a number, and at which of their places: the inverse of
 * their {@link Watch}es, in flat arrays.
 */
final class Routes {
  private final int[] firsts;
  private final int[] courses;
  private final int[] places;

  private Routes(int conditions, int routes) {
    firsts = new int[conditions + 1];
    courses = new int[routes];
    places = new int[routes];
  }

  static Routes to(List<Watch> watches) {
    int[][] numbers = watches.stream().map(Watch::numbers).toArray(int[][]::new);
    int[] all = Arrays.stream(numbers).flatMapToInt(Arrays::stream).toArray();
    Routes routes = new Routes(Arrays.stream(all).max().orElse(-1) + 1, all.length);
    for (int number : all) {
      routes.firsts[number + 1]++;
    }
    Arrays.parallelPrefix(routes.firsts, Integer::sum);
    int[] next = routes.firsts.clone();
    for (int course = 0; course < numbers.length; course++) {
      for (int place = 0; place < numbers[course].length; place++) {
        int route = next[numbers[course][place]]++;
        routes.courses[route] = course;
        routes.places[route] = place;
      }
    }
    return routes;
  }

  /** First route from the condition with the number. */
  int first(int number) {
    return number < firsts.length - 1 ? firsts[number] : 0;
  }

  /** End of the routes from the condition with the number, exclusive. */
  int end(int number) {
    return number < firsts.length - 1 ? firsts[number + 1] : 0;
  }

  int course(int route) {
    return courses[route];
  }

  int place(int route) {
    return places[route];
  }
}
