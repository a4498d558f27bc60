package io.taskledger.verification.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.local.settings.Settings.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every variable that a service or the launcher reads stands in {@code docs/local.md}. */
class VariableTableTest {
  private static final Path ROOT = requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Pattern VARIABLE = Pattern.compile("TASKLEDGER_[A-Z_]*[A-Z]");
  private static final List<String> SERVICES =
      List.of("command-side", "query-side", "projections", "saga-notifications", "api-gateway");

  @Test
  void everyVariableOfAServiceIsDocumented() throws IOException {
    Set<String> read = new TreeSet<>();
    for (String service : SERVICES) {
      read.addAll(variablesIn(service + "/src/main/resources/" + service + ".yaml"));
    }

    assertThat(read).contains("TASKLEDGER_SERVICE_TOKEN", "TASKLEDGER_COMMAND_DB_PASSWORD");
    assertThat(variablesIn("docs/local.md")).containsAll(read);
  }

  @Test
  void everyPortOfTheLauncherIsDocumented() throws IOException {
    assertThat(variablesIn("docs/local.md"))
        .containsAll(Arrays.stream(Port.values()).map(Port::variable).toList());
  }

  @Test
  void noPasswordAndNoTokenHasADefaultThatOthersKnow() throws IOException {
    for (String service : SERVICES) {
      String settings =
          Files.readString(ROOT.resolve(service + "/src/main/resources/" + service + ".yaml"));
      assertThat(settings)
          .doesNotContainPattern("\\$\\{TASKLEDGER_[A-Z_]*(PASSWORD|TOKEN)[A-Z_]*:[^}]");
    }
  }

  private static Set<String> variablesIn(String file) throws IOException {
    Set<String> found = new TreeSet<>();
    VARIABLE
        .matcher(Files.readString(ROOT.resolve(file)))
        .results()
        .map(MatchResult::group)
        .forEach(found::add);
    return found;
  }
}
