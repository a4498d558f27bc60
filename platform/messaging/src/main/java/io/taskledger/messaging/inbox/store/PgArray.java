package io.taskledger.messaging.inbox.store;

import java.util.Collection;
import java.util.stream.Collectors;

/** Arrays of numbers and ids as PostgreSQL's array literals, to be cast in the statement. */
final class PgArray {
  private PgArray() {}

  static String of(Collection<?> items) {
    return items.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
