package io.taskledger.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
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

  static byte[] json() {
    return new JsonMapper().writeValueAsBytes(read());
  }
}
