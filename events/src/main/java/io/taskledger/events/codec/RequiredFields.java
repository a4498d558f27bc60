package io.taskledger.events.codec;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a record that was read from JSON to its own declaration: a component that is not {@link
 * Nullable} must be there. Jackson gives null for a field that is absent and does not look at the
 * annotation.
 */
final class RequiredFields extends ClassValue<List<RecordComponent>> {
  private static final RequiredFields CACHE = new RequiredFields();

  private RequiredFields() {}

  /** Throws {@link UnreadableEventException} when a required component is null. */
  static <T> T checked(T read) {
    for (RecordComponent component : CACHE.get(read.getClass())) {
      try {
        if (component.getAccessor().invoke(read) == null) {
          throw new UnreadableEventException(component.getName() + " is missing", null);
        }
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException("The accessors of events are public", impossible);
      }
    }
    return read;
  }

  @Override
  protected List<RecordComponent> computeValue(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> !component.getType().isPrimitive())
        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .toList();
  }
}
