package io.taskledger.messaging.inbox.store;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Why an event could not be handled, fit for everybody's eyes: nothing out of the event is in it.
 */
final class RedactedFailure {
  static final String UNTRIED = "reached behind another dead letter, not tried yet";

  private static final int LONGEST = 500;
  private static final int SHORT = 4;
  private static final String HIDDEN = "…";

  private RedactedFailure() {}

  /** Class and message of what lies at the root of the failure. */
  static String of(@Nullable Throwable failure, Map<String, String> headers, byte[] value) {
    if (failure == null) {
      return UNTRIED;
    }
    Throwable root = root(failure);
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    String hidden =
        personal(headers, value)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .reduce(message, RedactedFailure::hide);
    String text = (root.getClass().getSimpleName() + ": " + hidden).replace("\0", "");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + HIDDEN;
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    // What Jackson says of a value it cannot read tells parts of it; the wrapper tells which event.
    return cause == null || cause == failure || cause instanceof JacksonException
        ? failure
        : root(cause);
  }

  private static Stream<String> personal(Map<String, String> headers, byte[] value) {
    Stream<String> inHeaders =
        Arrays.stream(EventType.values())
            .flatMap(type -> type.headerFields().stream())
            .map(headers::get)
            .filter(Objects::nonNull);
    return Stream.concat(inHeaders, leaves(value)).filter(text -> !text.isBlank());
  }

  private static Stream<String> leaves(byte[] value) {
    try {
      return leaves(EventJson.mapper().readTree(value));
    } catch (JacksonException notJson) {
      return Stream.of();
    }
  }

  private static Stream<String> leaves(JsonNode node) {
    return node.isContainer()
        ? node.valueStream().flatMap(RedactedFailure::leaves)
        : node.isString() ? Stream.of(node.asString()) : Stream.of();
  }

  private static String hide(String message, String value) {
    // A task called "a" must not empty every word with an a.
    String found = Pattern.quote(value);
    return message.replaceAll(
        value.length() < SHORT ? "(?<!\\w)" + found + "(?!\\w)" : found, HIDDEN);
  }
}
