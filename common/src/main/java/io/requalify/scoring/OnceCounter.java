package io.requalify.scoring;

/** Counts the first event. */
final class OnceCounter implements Counter {
  private boolean counted;

  @Override
  public boolean counts(long occurredAt, int value) {
    boolean first = !counted;
    counted = true;
    return first;
  }

  @Override
  public void clear() {
    counted = false;
  }
}
