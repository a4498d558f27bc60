package io.taskledger.messaging.codec;

import io.taskledger.events.codec.EventHeader;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Puts eventId, correlationId and traceId of an event into every log line while it is handled. For
 * handlers that write log lines; it costs as much as a small handler.
 */
public final class EventLogContext implements MessageHandlerInterceptor<EventMessage<?>> {
  private static final Logger log = LoggerFactory.getLogger(EventLogContext.class);
  private static final String HANDLES = "{} handles {}";
  private static final String EVENT_ID = "eventId";
  private static final String TRACE_ID = "traceId";

  // W3C trace context: version, trace id, parent id, flags, with dashes between.
  private static final int TRACE_ID_FROM = 3;
  private static final int TRACE_ID_TO = 35;

  private final String handler;

  /** For the handlers of this processor. */
  public EventLogContext(String handler) {
    this.handler = handler;
  }

  @Override
  public @Nullable Object handle(
      UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
    EventMessage<?> event = unitOfWork.getMessage();
    put(event);
    try {
      log.debug(HANDLES, handler, event.getPayloadType().getSimpleName());
      return chain.proceed();
    } finally {
      remove();
    }
  }

  /** Writes the line that every handler has for an event, where lines of that level are wanted. */
  public static void logHandling(String handler, EventMessage<?> event) {
    if (log.isDebugEnabled()) {
      run(event, () -> log.debug(HANDLES, handler, event.getPayloadType().getSimpleName()));
    }
  }

  /** Writes log lines that belong to an event. */
  public static void run(EventMessage<?> event, Runnable logging) {
    put(event);
    try {
      logging.run();
    } finally {
      remove();
    }
  }

  private static void put(EventMessage<?> event) {
    put(EVENT_ID, event.getIdentifier());
    put(EventHeader.CORRELATION_ID, event.getMetaData().get(EventHeader.CORRELATION_ID));
    Object traceparent = event.getMetaData().get(EventHeader.TRACEPARENT);
    put(EventHeader.TRACEPARENT, traceparent);
    if (traceparent instanceof String text && text.length() >= TRACE_ID_TO) {
      put(TRACE_ID, text.substring(TRACE_ID_FROM, TRACE_ID_TO));
    }
  }

  private static void put(String key, @Nullable Object value) {
    if (value != null) {
      MDC.put(key, value.toString());
    }
  }

  private static void remove() {
    MDC.remove(EVENT_ID);
    MDC.remove(EventHeader.CORRELATION_ID);
    MDC.remove(EventHeader.TRACEPARENT);
    MDC.remove(TRACE_ID);
  }
}
