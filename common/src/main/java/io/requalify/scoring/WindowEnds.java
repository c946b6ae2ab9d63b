package io.requalify.scoring;

import java.util.Arrays;

/**
 * The ends to come of the windows of one contact under one version: a binary heap, since an event
 * that becomes known late may end before others that were there first. Ends at one instant come in
 * the order of the rules.
 */
final class WindowEnds {
  private static final int FIRST_CAPACITY = 16;

  private long[] instants = new long[FIRST_CAPACITY];
  private int[] rules = new int[FIRST_CAPACITY];
  private int size;

  void clear() {
    size = 0;
  }

  /** The next end, or {@link Long#MAX_VALUE}. */
  long nextInstant() {
    return size == 0 ? Long.MAX_VALUE : instants[0];
  }

  /** Rule of the next end; there must be one. */
  int nextRule() {
    return rules[0];
  }

  void add(long instant, int rule) {
    if (size == instants.length) {
      instants = Arrays.copyOf(instants, 2 * size);
      rules = Arrays.copyOf(rules, 2 * size);
    }
    int place = size++;
    while (place > 0 && before(instant, rule, (place - 1) / 2)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    instants[place] = instant;
    rules[place] = rule;
  }

  /** Takes the next end away; there must be one. */
  void remove() {
    size--;
    long instant = instants[size];
    int rule = rules[size];
    int place = 0;
    int child = firstOf(1, 2);
    while (child < size && !before(instant, rule, child)) {
      move(child, place);
      place = child;
      child = firstOf(2 * place + 1, 2 * place + 2);
    }
    instants[place] = instant;
    rules[place] = rule;
  }

  private int firstOf(int left, int right) {
    return right < size && before(instants[right], rules[right], left) ? right : left;
  }

  private boolean before(long instant, int rule, int place) {
    return instant < instants[place] || (instant == instants[place] && rule < rules[place]);
  }

  private void move(int from, int to) {
    instants[to] = instants[from];
    rules[to] = rules[from];
  }
}
