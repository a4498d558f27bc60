package io.taskledger.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.gateway.docs.ApiDocument;
import io.taskledger.web.problem.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says what the gateway lets in, and nothing else. */
class ApiDocumentTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  record Operation(String method, String path, boolean isOpen) {
    String exact() {
      return path.replaceAll("\\{\\w+}", "0199a000-0000-7000-8000-000000000000");
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  static Stream<Operation> operations() {
    return ApiDocument.paths().entrySet().stream()
        .flatMap(
            path ->
                map(path.getValue()).entrySet().stream()
                    .filter(each -> METHODS.contains(each.getKey()))
                    .map(
                        each ->
                            new Operation(
                                each.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                List.of().equals(map(each.getValue()).get("security")))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationHasARouteThatAsksForATokenWhereItSaysSo(Operation operation) {
    Route route = Routes.find(operation.method(), operation.exact());
    assertThat(route.access() != Access.TOKEN).isEqualTo(operation.isOpen());
  }

  @Test
  void everyRouteIsDescribed() {
    List<Operation> operations = operations().toList();
    for (Route route : Routes.table()) {
      if (route.path().endsWith("/**")) {
        assertThat(operations)
            .as(route.path())
            .anyMatch(
                each -> route.covers(each.exact()) && route.methods().contains(each.method()));
      } else {
        for (String method : route.methods()) {
          if (!method.equals("HEAD")) {
            assertThat(operations)
                .as("%s %s", method, route.path())
                .anyMatch(each -> each.method().equals(method) && each.path().equals(route.path()));
          }
        }
      }
    }
  }

  @Test
  void itNamesEveryErrorCode() {
    var schema =
        map(map(map(ApiDocument.read().get("components")).get("schemas")).get("ErrorCode"));
    assertThat(new TreeSet<>((List<?>) schema.get("enum")))
        .isEqualTo(
            new TreeSet<Object>(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList()));
  }

  @Test
  void everyOperationHasANameASummaryAndTheProblemDocument() {
    Set<Object> names = new TreeSet<>();
    ApiDocument.paths()
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            Map<String, Object> each = map(operation);
                            assertThat(each).as(path).containsKeys("summary", "tags", "responses");
                            assertThat(map(each.get("responses"))).as(path).containsKey("default");
                            assertThat(names.add(each.get("operationId"))).as(path).isTrue();
                          }
                        }));
  }
}
