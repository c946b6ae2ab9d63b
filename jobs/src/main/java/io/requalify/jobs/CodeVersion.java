package io.requalify.jobs;

import picocli.CommandLine.IVersionProvider;

/** Version of this build, as its jar says. */
final class CodeVersion implements IVersionProvider {
  /** Version of the jar; "development" outside of one. */
  static String current() {
    String version = CodeVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"requalify " + current()};
  }
}
