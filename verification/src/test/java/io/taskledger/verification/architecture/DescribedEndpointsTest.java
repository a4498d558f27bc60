package io.taskledger.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.taskledger.gateway.docs.ApiDocument;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every endpoint for users stands in the OpenAPI document, and every operation has an endpoint. */
class DescribedEndpointsTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Test
  void theDocumentDescribesEveryEndpointAndNoOther() {
    assertThat(described()).isEqualTo(served());
  }

  private static Set<String> described() {
    var described = new TreeSet<String>();
    ApiDocument.paths()
        .forEach(
            (path, item) ->
                item.keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return described;
  }

  private static Set<String> served() {
    var served = new TreeSet<String>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.taskledger")) {
      if (type.isAnnotatedWith(RestController.class)) {
        RequestMapping onType =
            AnnotatedElementUtils.findMergedAnnotation(type.reflect(), RequestMapping.class);
        String prefix = onType == null ? "" : onType.path()[0];
        for (JavaMethod method : type.getMethods()) {
          add(method, prefix, served);
        }
      }
    }
    return served;
  }

  private static void add(JavaMethod method, String prefix, Set<String> served) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method.reflect(), RequestMapping.class);
    if (mapping == null) {
      return;
    }
    Stream<String> paths =
        mapping.path().length == 0
            ? Stream.of(prefix)
            : Stream.of(mapping.path()).map(prefix::concat);
    paths
        .filter(path -> path.startsWith("/api/") || path.startsWith("/.well-known/"))
        .filter(path -> !path.contains("*"))
        .forEach(
            path ->
                Stream.of(mapping.method()).forEach(verb -> served.add(verb.name() + " " + path)));
  }
}
