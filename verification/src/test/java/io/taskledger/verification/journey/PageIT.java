package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.taskledger.local.settings.Settings.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * People use the page in a real browser: the journeys, the accessibility and the budgets in {@code
 * web/test}, against the system that all journeys share.
 */
class PageIT {
  private static final Path WEB =
      Path.of(System.getProperty("maven.multiModuleProjectDirectory", "..")).resolve("web");

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/google-chrome")
        .filter(path -> path != null && Files.isExecutable(Path.of(path)))
        .map(Path::of)
        .findFirst();
  }

  @Test
  void peopleUseThePageInABrowser() throws IOException, InterruptedException {
    Optional<Path> browser = chromium();
    if (browser.isEmpty()) {
      System.out.println("The tests of the page were left out: no Chromium was found.");
    }
    assumeTrue(browser.isPresent(), "no Chromium was found");
    LocalSystem system = SharedSystem.get();
    Path output = Files.createTempFile("page", ".log");
    var tests =
        new ProcessBuilder(List.of("npx", "playwright", "test"))
            .directory(WEB.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    tests.environment().put("CHROMIUM", browser.orElseThrow().toString());
    tests
        .environment()
        .put("TASKLEDGER_PAGE", "http://localhost:" + system.settings.port(Port.PAGE));
    tests.environment().put("ADMIN_EMAIL", system.secrets.adminEmail());
    tests.environment().put("ADMIN_PASSWORD", system.secrets.adminPassword());
    Process running = tests.start();
    boolean ended = running.waitFor(15, TimeUnit.MINUTES);
    if (!ended) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    System.out.println(text);
    assertThat(ended && running.exitValue() == 0).as(text).isTrue();
  }
}
