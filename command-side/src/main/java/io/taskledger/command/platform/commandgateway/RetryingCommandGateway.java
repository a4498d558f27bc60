package io.taskledger.command.platform.commandgateway;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.trace.RequestContext;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends commands to their handlers. */
@Component
public class RetryingCommandGateway {
  private static final Logger log = LoggerFactory.getLogger(RetryingCommandGateway.class);
  private static final int ATTEMPTS = 50;

  private final CommandGateway gateway;

  RetryingCommandGateway(CommandGateway gateway) {
    this.gateway = gateway;
  }

  /** Sends a command whose answer does not matter. */
  public void send(Object command, @Nullable Caller caller) {
    var ignored = send(command, caller, Object.class);
  }

  /**
   * Sends a command; when another writer was faster it is decided again on the fresh state.
   *
   * @param caller who sends it; {@code null} for the system itself
   * @param answer the type of the handler's answer
   */
  public <R> R send(Object command, @Nullable Caller caller, Class<R> answer) {
    Map<String, Object> metaData = new HashMap<>();
    metaData.put(EventHeader.CORRELATION_ID, RequestContext.correlationId());
    metaData.put(EventHeader.TRACEPARENT, RequestContext.traceparent());
    metaData.put(EventHeader.ACTOR_KIND, caller == null ? "system" : "user");
    if (caller != null) {
      metaData.put(EventHeader.ACTOR, caller.userId().toString());
    }
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return answer.cast(
            gateway.sendAndWait(new GenericCommandMessage<>(command).withMetaData(metaData)));
      } catch (AggregateStreamCreationException taken) {
        throw ProblemException.of(
            ErrorCode.TASK_ID_TAKEN, "Choose another taskId, or leave it out.");
      } catch (EventStoreException away) {
        log.warn("The event store does not answer", away);
        throw ProblemException.of(
            ErrorCode.STORE_UNAVAILABLE, "Nothing was changed. Try again in a moment.");
      } catch (ConcurrencyException | DeadlockException raced) {
        // The next attempt reads what the other writer did.
      }
    }
    throw ProblemException.of(
        ErrorCode.CONCURRENT_CHANGE, "Nothing was changed. Try again in a moment.");
  }
}
