package io.requalify.scoring;

/** Counts every event. */
final class EveryCounter implements Counter {
  @Override
  public boolean counts(long occurredAt, int value) {
    return true;
  }

  @Override
  public void clear() {
    // Nothing is remembered.
  }
}
