package io.requalify.jobs;

import io.requalify.rules.InvalidRulesException;
import io.requalify.tables.ConcurrentRunException;
import io.requalify.tables.ContractViolationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one clear message and an exit code. */
final class FailureMessages implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parseResult) {
    if (exception instanceof ContractViolationException) {
      command.getErr().printf("%s: %s%n", command.getCommandName(), exception.getMessage());
      return ExitCodes.REFUSED;
    }
    if (exception instanceof InvalidRulesException) {
      // Each line of it starts with the place, so that editors and terminals can jump there.
      command.getErr().println(exception.getMessage());
      return ExitCodes.REFUSED;
    }
    if (exception instanceof ConcurrentRunException) {
      command.getErr().printf("%s: %s%n", command.getCommandName(), exception.getMessage());
      return ExitCodes.TRY_AGAIN;
    }
    // Not by a logger, which a command may have none of, and whose level somebody may have set.
    exception.printStackTrace(command.getErr());
    command.getErr().printf("%s failed: %s%n", command.getCommandName(), exception);
    return ExitCodes.BUG;
  }
}
