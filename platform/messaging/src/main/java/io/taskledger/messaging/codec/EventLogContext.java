package io.taskledger.messaging.codec;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.web.trace.RequestContext;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Puts eventId, correlationId and traceId of an event into every log line while it is handled. */
public final class EventLogContext implements MessageHandlerInterceptor<EventMessage<?>> {
  private static final Logger log = LoggerFactory.getLogger(EventLogContext.class);
  private static final String EVENT_ID = "eventId";

  private final String handler;

  /** For the handlers of this processor. */
  public EventLogContext(String handler) {
    this.handler = handler;
  }

  @Override
  public @Nullable Object handle(
      UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
    EventMessage<?> event = unitOfWork.getMessage();
    put(EVENT_ID, event.getIdentifier());
    put(EventHeader.CORRELATION_ID, event.getMetaData().get(EventHeader.CORRELATION_ID));
    Object traceparent = event.getMetaData().get(EventHeader.TRACEPARENT);
    put(EventHeader.TRACEPARENT, traceparent);
    put(RequestContext.TRACE_ID, RequestContext.traceId((String) traceparent));
    try {
      log.debug("{} handles {}", handler, event.getPayloadType().getSimpleName());
      return chain.proceed();
    } finally {
      MDC.remove(EVENT_ID);
      MDC.remove(EventHeader.CORRELATION_ID);
      MDC.remove(EventHeader.TRACEPARENT);
      MDC.remove(RequestContext.TRACE_ID);
    }
  }

  private static void put(String key, @Nullable Object value) {
    if (value != null) {
      MDC.put(key, value.toString());
    }
  }
}
