package io.requalify.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style sheet and the two scripts that stand in every page.
 *
 * @param style the style sheet
 * @param library ECharts, the smallest build with the SVG painter
 * @param drawing the definitions of the pictures
 */
record PageScripts(String style, String library, String drawing) {
  /** The version here is {@code echarts.version} of the parent pom. */
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  static PageScripts load() {
    return new PageScripts(resource("report.css"), resource(ECHARTS), resource("report.js"));
  }

  /**
   * Lets the browser run these two scripts and nothing else, and load nothing from anywhere: a
   * second fence behind the escaping.
   */
  String contentSecurityPolicy() {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src '%s' '%s'"
        .formatted(sha256(library), sha256(drawing));
  }

  private static String resource(String name) {
    try (InputStream stream = PageScripts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The resource %s is not in the jar: echarts.version and the path differ, or the jar was built without it"
                .formatted(name));
      }
      // A byte order mark or a carriage return would be read otherwise by the browser than hashed.
      return new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the resource " + name, e);
    }
  }

  private static String sha256(String script) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
