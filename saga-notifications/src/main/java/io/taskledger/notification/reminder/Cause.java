package io.taskledger.notification.reminder;

import io.taskledger.events.codec.EventHeader;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What set a reminder.
 *
 * @param eventId the event of the task
 * @param correlationId of the request that the event came of
 * @param traceparent W3C trace context of that request
 */
public record Cause(String eventId, @Nullable String correlationId, @Nullable String traceparent) {
  /** The cause that this event is. */
  static Cause of(EventMessage<?> event) {
    MetaData metaData = event.getMetaData();
    return new Cause(
        event.getIdentifier(),
        (String) metaData.get(EventHeader.CORRELATION_ID),
        (String) metaData.get(EventHeader.TRACEPARENT));
  }

  /** What goes along with a command of the system that has this cause. */
  Map<String, String> asMetaData() {
    Map<String, String> metaData = new HashMap<>();
    metaData.put(EventHeader.ACTOR_KIND, "system");
    metaData.put(EventHeader.CAUSATION_ID, eventId);
    if (correlationId != null) {
      metaData.put(EventHeader.CORRELATION_ID, correlationId);
    }
    if (traceparent != null) {
      metaData.put(EventHeader.TRACEPARENT, traceparent);
    }
    return metaData;
  }
}
