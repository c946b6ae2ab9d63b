package io.requalify.jobs;

import io.requalify.tables.ContractViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one clear message and an exit code. */
final class FailureMessages implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureMessages.class);

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parseResult) {
    if (exception instanceof ContractViolationException) {
      command.getErr().printf("%s: %s%n", command.getCommandName(), exception.getMessage());
      return ExitCodes.REFUSED;
    }
    LOG.error("{} failed", command.getCommandName(), exception);
    command.getErr().printf("%s failed: %s%n", command.getCommandName(), exception);
    return ExitCodes.BUG;
  }
}
