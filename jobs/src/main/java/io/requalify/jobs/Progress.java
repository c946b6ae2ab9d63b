package io.requalify.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Says on stderr which step a command is at, and how long each one took. */
final class Progress {
  private final PrintWriter err;
  private final int steps;
  private int step;

  Progress(PrintWriter err, int steps) {
    this.err = err;
    this.steps = steps;
  }

  /** Does one step between two lines of progress. */
  <T> T step(String name, Callable<T> work) throws Exception {
    step++;
    err.printf("[%d/%d] %s ...%n", step, steps, name);
    err.flush();
    long start = System.nanoTime();
    T result = work.call();
    err.printf(
        Locale.ROOT, "[%d/%d] %s: %.1f s%n", step, steps, name, (System.nanoTime() - start) / 1e9);
    err.flush();
    return result;
  }
}
