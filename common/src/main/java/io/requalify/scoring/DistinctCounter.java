package io.requalify.scoring;

import java.util.BitSet;

/** Counts each value once. Values are numbered from 0 for each contact, so the set stays small. */
final class DistinctCounter implements Counter {
  private final BitSet seen = new BitSet();

  @Override
  public boolean counts(long occurredAt, int value) {
    if (value == NO_VALUE || seen.get(value)) {
      return false;
    }

    seen.set(value);
    return true;
  }

  @Override
  public void clear() {
    seen.clear();
  }
}
