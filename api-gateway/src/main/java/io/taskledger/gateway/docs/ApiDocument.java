package io.taskledger.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document: written as YAML, served as JSON. */
public final class ApiDocument {
  private ApiDocument() {}

  /** The document as a tree of maps, lists and values. */
  public static Map<String, Object> read() {
    try (InputStream yaml = new ClassPathResource("openapi.yaml").getInputStream()) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The methods of each path, in small letters, and what is said of them. */
  @SuppressWarnings("unchecked")
  public static Map<String, Map<String, Object>> paths() {
    return (Map<String, Map<String, Object>>) Objects.requireNonNull(read().get("paths"));
  }

  static byte[] json() {
    return new JsonMapper().writeValueAsBytes(read());
  }
}
