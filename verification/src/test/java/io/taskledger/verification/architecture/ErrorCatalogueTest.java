package io.taskledger.verification.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.web.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/errors.md} is what the code says, and no error is without a test. {@code mvn -pl
 * local -am test -Dtest=ErrorCatalogueTest -Derrors.write=true} writes it anew.
 */
class ErrorCatalogueTest {
  private static final Path ROOT = requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Path DOCUMENT = ROOT.resolve("docs/errors.md");
  private static final String HEAD =
      """
      # Errors

      Every refusal is an `application/problem+json` document (RFC 9457): `type` is
      `urn:taskledger:problem:<code>`, `code` and `status` are as below and stay as they are,
      `title` is the meaning, `detail` tells what to do, `errors` names each bad field. A refused
      request has changed nothing, except where `detail` says that this is not known.

      | code | status | meaning |
      | --- | --- | --- |
      """;

  /** What a client may get, by code: the status and the meaning. */
  static Map<String, String> catalogue() {
    Map<String, String> lines = new TreeMap<>();
    for (ErrorCode error : ErrorCode.values()) {
      lines.put(error.code(), line(error.code(), error.status(), error.title()));
    }
    return lines;
  }

  static Stream<String> codes() {
    return catalogue().keySet().stream();
  }

  @Test
  void theDocumentSaysWhatTheCodeSays() throws IOException {
    String document = HEAD + String.join("", catalogue().values());
    if (Boolean.getBoolean("errors.write")) {
      Files.writeString(DOCUMENT, document);
    }

    assertThat(DOCUMENT).hasContent(document);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyErrorHasATest(String code) throws IOException {
    String constant = "ErrorCode." + code.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    var mentioned = Pattern.compile("(?<![\\w-])(" + code + "|" + constant + ")(?![\\w-])");

    assertThat(tests()).anyMatch(test -> mentioned.matcher(test).find());
  }

  private static List<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(
              file -> file.toString().endsWith("Test.java") || file.toString().endsWith("IT.java"))
          .map(ErrorCatalogueTest::read)
          .collect(Collectors.toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private static String line(String code, int status, String title) {
    return "| `" + code + "` | " + status + " | " + title + " |\n";
  }
}
