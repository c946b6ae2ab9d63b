package io.requalify.tables;

/** Data that breaks a contract; the message says what, where and how to mend it. */
public final class ContractViolationException extends RuntimeException {
  public ContractViolationException(String message) {
    super(message);
  }

  public ContractViolationException(String message, Throwable cause) {
    super(message, cause);
  }
}
