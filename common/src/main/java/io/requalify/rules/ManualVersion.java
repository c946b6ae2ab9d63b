package io.requalify.rules;

import java.util.Collection;

/**
 * The version that needs no rule file: everyone whom a person qualified by hand, at the instant at
 * which that was decided. Its decisions are on record (table {@code routings}, route {@code
 * manual}), so nothing is replayed and there is no score.
 */
public final class ManualVersion {
  /** Its name in reviews and results, which no rule file may take. */
  public static final String NAME = "manual";

  /** In the place of the model that a rule file names. */
  public static final String MODEL = "by-hand";

  /** What it means, as JSON; it changes only with a new name, like any version. */
  public static final String DOCUMENT =
      "{\"built_in\":\"manual\","
          + "\"entry\":\"each decision of route manual about a contact, when it was decided\","
          + "\"exit\":\"recycled or lost after the entry, by the next such decision at the latest\","
          + "\"score\":null}";

  private ManualVersion() {}

  /** SHA-256 of its meaning, as {@link Fingerprint#of}. */
  public static String fingerprint() {
    return Fingerprint.ofText(DOCUMENT);
  }

  /** Whether it is one of these versions. */
  public static boolean isAmong(Collection<String> versions) {
    return versions.contains(NAME);
  }
}
