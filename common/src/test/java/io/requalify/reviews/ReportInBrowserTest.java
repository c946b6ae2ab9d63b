package io.requalify.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the page from disk in a real browser that can reach nothing. Skipped where there is no
 * Chromium; in continuous integration there has to be one.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ReportInBrowserTest {
  private static final long SECONDS = 120;

  private Path folder;
  private Path browser;
  private Opened calibration;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Optional<Path> found = browser();
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(found.isPresent(), "no chromium on this machine: apt-get install chromium");
    }
    browser = found.orElseThrow(() -> new IllegalStateException("chromium has to be installed"));
    String html = ExampleReviews.calibration().page(ExampleReviews.TRUTH).html();
    // Folded pictures are drawn when they are opened, so all are.
    calibration = open(html.replace("<details>", "<details open>"));
  }

  @Test
  void everyPictureIsDrawnWithoutErrorOrRequest() {
    assertThat(calibration.console()).isEmpty();
    assertThat(count(calibration.dom(), "<figure id=[^>]*>")).isGreaterThan(10);
    assertThat(count(calibration.dom(), "<div class=\"chart\"[^>]*>\\s*<div[^>]*>\\s*<svg"))
        .isEqualTo(count(calibration.dom(), "<figure id=[^>]*>"));
  }

  @Test
  void picturesShowVersionsChannelsAndScales() {
    assertThat(texts(calibration.dom()))
        .contains(
            ExampleReviews.WORSE,
            "41.2% (37.6% to 44.9%)",
            "refused",
            "Naive: qualified by both only",
            "paid_search",
            "(empty)",
            "too few to be read",
            "2025-12",
            "40%",
            "+10",
            "354",
            "demo_request",
            "never pivotal",
            "\u22128.0%");
  }

  @Test
  void coloursFollowTheSchemeOfTheReader() {
    assertThat(calibration.dom())
        .contains(
            "fill=\"var(--estimate)\"", "stroke=\"var(--bounds)\"", "fill=\"var(--swap-in)\"");
  }

  @Test
  void aHostileChannelIsShownAndNotRun() {
    assertThat(texts(calibration.dom())).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void leadsAloneAreDrawnToo() throws Exception {
    Opened opened = open(ExampleReviews.leadsAlone().page().html());

    assertThat(opened.console()).isEmpty();
    assertThat(texts(opened.dom())).contains("paid_search", "social", "All channels");
  }

  @Test
  void anErrorOrARequestWouldHaveBeenSeen() throws Exception {
    String html = ExampleReviews.leadsAlone().page().html();

    assertThat(
            open(html.replace("<main>", "<main><img src=\"https://example.com/a.png\">")).console())
        .anyMatch(line -> line.contains("Content Security Policy"));
    assertThat(open(html.replace("<main>", "<main><script>alert(1)</script>")).console())
        .anyMatch(line -> line.contains("Content Security Policy"));
    assertThat(open("<script>missing()</script>").console())
        .anyMatch(line -> line.contains("missing is not defined"));
  }

  /** What the browser had after its scripts ran, and what they said meanwhile. */
  private record Opened(String dom, List<String> console) {}

  private Opened open(String html) throws IOException, InterruptedException {
    Path run = Files.createTempDirectory(folder, "run");
    Path page = Files.writeString(run.resolve("report.html"), html, UTF_8);
    Path dom = run.resolve("dom.html");
    Path log = run.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + run.resolve("profile"),
                "--window-size=1200,900",
                "--virtual-time-budget=5000",
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("The browser was not done after %d seconds".formatted(SECONDS));
    }
    assertThat(process.exitValue()).isZero();
    try (Stream<String> lines = Files.lines(log, UTF_8)) {
      return new Opened(
          Files.readString(dom, UTF_8), lines.filter(line -> line.contains("CONSOLE")).toList());
    }
  }

  private static Optional<Path> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> texts(String dom) {
    return Pattern.compile("<text[^>]*>([^<]*)</text>")
        .matcher(dom)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
