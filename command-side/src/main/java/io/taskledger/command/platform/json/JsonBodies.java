package io.taskledger.command.platform.json;

import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON bodies into records and validates them. All that is wrong with a body is reported at
 * once; fields that the record does not have are refused.
 */
public class JsonBodies {
  private final JsonMapper records;
  private final Validator validator;

  /**
   * Reads records.
   *
   * @param fieldTypes how the types of their components are read
   */
  public JsonBodies(Validator validator, JacksonModule... fieldTypes) {
    this.records =
        JsonMapper.builder()
            .addModule(new TextModule())
            .addModules(fieldTypes)
            .addHandler(new FieldErrorCollector())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    this.validator = validator;
  }

  /** The record in this object; refuses it if anything is wrong with it. */
  public <T extends Record> T read(ObjectNode json, Class<T> type) {
    return read(json, type, List.of());
  }

  /** The same, with what else is wrong with the object. */
  public <T extends Record> T read(ObjectNode json, Class<T> type, List<FieldError> known) {
    List<FieldError> errors = new ArrayList<>(known);
    ObjectReader reader = records.readerFor(type).withAttribute(FieldErrorCollector.ERRORS, errors);
    T body = bind(reader, json, errors);
    Set<String> unreadable = errors.stream().map(FieldError::field).collect(Collectors.toSet());
    for (ConstraintViolation<T> violation : validator.validate(body)) {
      String field = violation.getPropertyPath().iterator().next().getName();
      if (!unreadable.contains(field)) {
        var error = new FieldError(field, code(violation), violation.getMessage());
        if (!errors.contains(error)) {
          errors.add(error);
        }
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.ofFields(errors);
    }
    return body;
  }

  /** A field that the reader gives up on is noted and left out, so that the others are read. */
  private static <T> T bind(ObjectReader reader, ObjectNode json, List<FieldError> errors) {
    try {
      return reader.readValue((JsonNode) json);
    } catch (DatabindException unreadable) {
      String field =
          unreadable.getPath().stream()
              .map(JacksonException.Reference::getPropertyName)
              .findFirst()
              .orElse(null);
      if (field == null || !json.has(field)) {
        throw unreadable;
      }
      errors.add(new FieldError(field, "wrong-type", "Send a value of another type."));
      ObjectNode others = json.deepCopy();
      others.remove(field);
      return bind(reader, others, errors);
    }
  }

  private static String code(ConstraintViolation<?> violation) {
    Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
    return switch (constraint) {
      case NotNull ignored -> "required";
      case Size ignored -> "too-many";
      default -> String.valueOf(violation.getConstraintDescriptor().getAttributes().get("code"));
    };
  }
}
