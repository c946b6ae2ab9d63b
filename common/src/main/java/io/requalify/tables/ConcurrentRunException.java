package io.requalify.tables;

/**
 * Another run wrote the same table at the same time; nothing was written, so trying again is safe.
 */
public final class ConcurrentRunException extends RuntimeException {
  public ConcurrentRunException(String message) {
    super(message);
  }

  public ConcurrentRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
