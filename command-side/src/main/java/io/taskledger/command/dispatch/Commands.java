package io.taskledger.command.dispatch;

import io.taskledger.command.task.TaskCommand;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.web.Caller;
import io.taskledger.events.web.PositionToken;
import io.taskledger.events.web.RequestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Sends commands to the aggregates and makes the answers of the HTTP contract out of their outcome.
 */
@Component
public class Commands {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);
  private static final int ATTEMPTS = 50;

  private final CommandGateway gateway;

  Commands(CommandGateway gateway) {
    this.gateway = gateway;
  }

  /** The answer to a command on a task. */
  public record Changed(TaskId taskId, long version) {}

  /** Sends a command on behalf of a caller and answers 200. */
  public ResponseEntity<Changed> change(TaskId taskId, Object command, Caller caller) {
    Changed changed = new Changed(taskId, send(command, caller));
    return answer(HttpStatus.OK, changed).body(changed);
  }

  /** The beginning of an answer, with the version and position headers of the contract. */
  public static ResponseEntity.BodyBuilder answer(HttpStatus status, Changed changed) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.ETAG, "\"" + changed.version() + "\"")
        .header(
            PositionToken.POSITION_HEADER,
            new PositionToken(changed.taskId().value(), changed.version()).write());
  }

  /**
   * Sends a command; when another writer was faster it is decided again on the fresh state.
   *
   * @param caller who asks; {@code null} for the system itself
   * @return the aggregate's version after it
   */
  public long send(Object command, @Nullable Caller caller) {
    Map<String, Object> metaData = new HashMap<>();
    metaData.put(EventHeader.CORRELATION_ID, RequestContext.correlationId());
    metaData.put(EventHeader.TRACEPARENT, RequestContext.traceparent());
    metaData.put(EventHeader.ACTOR_KIND, caller == null ? "system" : "user");
    if (caller != null) {
      metaData.put(EventHeader.ACTOR, caller.userId().toString());
    }
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        Long version =
            gateway.sendAndWait(new GenericCommandMessage<>(command).withMetaData(metaData));
        return Objects.requireNonNull(version, "a command answers the version");
      } catch (AggregateNotFoundException missing) {
        throw TaskCommand.notFound();
      } catch (AggregateStreamCreationException taken) {
        throw Refusal.of(
            ErrorCode.TASK_ID_TAKEN, "Choose another taskId, or leave it to the server.");
      } catch (EventStoreException away) {
        log.warn("The event store does not answer", away);
        throw Refusal.of(
            ErrorCode.STORE_UNAVAILABLE, "Nothing was changed. Try again in a moment.");
      } catch (ConcurrencyException raced) {
        // The next attempt reads what the other writer did.
      }
    }
    throw Refusal.of(ErrorCode.CONCURRENT_CHANGE, "Nothing was changed. Try again in a moment.");
  }
}
