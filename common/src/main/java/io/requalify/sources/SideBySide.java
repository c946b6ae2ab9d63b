package io.requalify.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the same to several tables at once. Most of the time of a small table is Spark's planning,
 * which one thread does alone while the other processors wait.
 */
final class SideBySide {
  private static final int AT_ONCE = 4;

  private SideBySide() {}

  /** Does all of the work, and only then throws what the first piece that failed threw. */
  static void run(List<Runnable> work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Object>> calls = new ArrayList<>();
      work.forEach(piece -> calls.add(Executors.callable(piece)));
      for (Future<Object> done : threads.invokeAll(calls)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("A table could not be ingested", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while tables were ingested", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
