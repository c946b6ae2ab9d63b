package io.requalify.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Something that is measured.
 *
 * @param name what the table calls it
 * @param expected the answers that it must give; none for a mere scan
 * @param work what takes the time
 */
record Contender(String name, List<Answer> expected, Work work) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final double NANOS = 1e9;

  /** Answers, in the order of the versions; none for a mere scan. */
  interface Work {
    List<Answer> answers() throws Exception;
  }

  /**
   * What doing it once took.
   *
   * @param elapsed seconds by the clock
   * @param computed seconds of all cores in this process, its compilers and collectors included
   */
  record Taken(double elapsed, double computed) {}

  /**
   * Does the work once.
   *
   * @throws DifferentAnswersException when it does not give the answers that it must
   */
  Taken measure() throws Exception {
    long computed = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    List<Answer> found = work.answers();
    Taken taken =
        new Taken(
            (System.nanoTime() - start) / NANOS, (SYSTEM.getProcessCpuTime() - computed) / NANOS);
    List<String> differences = Answer.differences(expected, found);
    if (!differences.isEmpty()) {
      throw new DifferentAnswersException(name, differences);
    }
    return taken;
  }
}
