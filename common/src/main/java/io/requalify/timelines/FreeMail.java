package io.requalify.timelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Column;

/**
 * Mail domains that anyone can have an address at. Exports that take the domain of an address for
 * the account of its contact make one company of all these people, which is none.
 */
final class FreeMail {
  private static final String DOMAINS = "free-mail-domains.txt";

  private FreeMail() {}

  /** Whether the id of an account is none of these domains, whatever the case; null for null. */
  static Column isNone(Column account) {
    return not(lower(account).isin(domains()));
  }

  private static Object[] domains() {
    try (InputStream stream = FreeMail.class.getResourceAsStream(DOMAINS)) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Resource %s cannot be read".formatted(DOMAINS), e);
    }
  }
}
