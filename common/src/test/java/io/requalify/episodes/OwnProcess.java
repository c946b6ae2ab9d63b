package io.requalify.episodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, with as much memory as a small executor has. */
final class OwnProcess {
  private static final long MOST_MINUTES = 30;

  private OwnProcess() {}

  /**
   * Runs a program with a heap of 2 GB; fails with what it printed where it fails.
   *
   * @param folder of the run, which is its first argument
   */
  static void run(Class<?> program, Path folder, long size)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Duser.timezone=UTC",
            "-Xmx2g",
            "-XX:+ExitOnOutOfMemoryError",
            program.getName(),
            folder.toString(),
            String.valueOf(size)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("It was not done after %d minutes".formatted(MOST_MINUTES));
    }
    assertThat(process.exitValue()).as(Files.readString(log, UTF_8)).isZero();
  }
}
