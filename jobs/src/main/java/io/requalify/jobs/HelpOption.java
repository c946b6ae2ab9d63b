package io.requalify.jobs;

import picocli.CommandLine.Option;

/**
 * The help of a command that has a {@code --version} of its own. The standard options would give it
 * another, which tells the version of the program.
 */
final class HelpOption {
  @SuppressWarnings("UnusedVariable") // Picocli looks at it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;
}
