package io.requalify.scoring;

import java.util.Arrays;

/**
 * The instants to come at which hits of one contact under one version change what they give: a
 * binary heap, since a hit that becomes known late may change before others that were there first.
 * Changes at one instant come in the order of the rules.
 */
final class DueChanges {
  private static final int FIRST_CAPACITY = 16;

  private long[] instants = new long[FIRST_CAPACITY];
  private long[] occurred = new long[FIRST_CAPACITY];
  private int[] rules = new int[FIRST_CAPACITY];
  private int size;

  void clear() {
    size = 0;
  }

  /** The next change, or {@link Long#MAX_VALUE}. */
  long nextInstant() {
    return size == 0 ? Long.MAX_VALUE : instants[0];
  }

  /** Rule of the next change; there must be one. */
  int nextRule() {
    return rules[0];
  }

  /** When the hit that changes next occurred; there must be one. */
  long nextOccurredAt() {
    return occurred[0];
  }

  boolean isDue(long instant, int rule) {
    return size > 0 && instants[0] == instant && rules[0] == rule;
  }

  void add(long instant, int rule, long occurredAt) {
    if (size == instants.length) {
      instants = Arrays.copyOf(instants, 2 * size);
      occurred = Arrays.copyOf(occurred, 2 * size);
      rules = Arrays.copyOf(rules, 2 * size);
    }
    size++;
    riseFrom(size - 1, instant, rule, occurredAt);
  }

  /** Takes the next change away; there must be one. */
  void remove() {
    size--;
    sink(instants[size], rules[size], occurred[size]);
  }

  /** Takes away all changes of some rules. */
  void removeAllOf(boolean[] forgotten) {
    int all = size;
    size = 0;
    for (int place = 0; place < all; place++) {
      if (!forgotten[rules[place]]) {
        // What is added goes to places that were read before.
        add(instants[place], rules[place], occurred[place]);
      }
    }
  }

  private void riseFrom(int from, long instant, int rule, long occurredAt) {
    int place = from;
    while (place > 0 && before(instant, rule, (place - 1) / 2)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    put(place, instant, rule, occurredAt);
  }

  private void sink(long instant, int rule, long occurredAt) {
    int place = 0;
    int child = firstOf(1, 2);
    while (child < size && !before(instant, rule, child)) {
      move(child, place);
      place = child;
      child = firstOf(2 * place + 1, 2 * place + 2);
    }
    put(place, instant, rule, occurredAt);
  }

  private int firstOf(int left, int right) {
    return right < size && before(instants[right], rules[right], left) ? right : left;
  }

  private boolean before(long instant, int rule, int place) {
    return instant < instants[place] || (instant == instants[place] && rule < rules[place]);
  }

  private void move(int from, int to) {
    put(to, instants[from], rules[from], occurred[from]);
  }

  private void put(int place, long instant, int rule, long occurredAt) {
    instants[place] = instant;
    rules[place] = rule;
    occurred[place] = occurredAt;
  }
}
