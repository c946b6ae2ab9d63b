package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two versions mean the same. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 of the {@linkplain CanonicalForm canonical form}, as 64 hexadecimal digits. */
  public static String of(RuleVersion version) {
    return ofText(CanonicalForm.json(version));
  }

  /** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
  public static String ofText(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every Java must have", e);
    }
  }
}
