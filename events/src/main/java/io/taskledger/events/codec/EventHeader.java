package io.taskledger.events.codec;

import java.util.List;

/**
 * Names of what travels beside an event: as Axon metadata in the store, as record headers on Kafka.
 */
public final class EventHeader {
  /** Stable name of the event's type. */
  public static final String EVENT_TYPE = "eventType";

  /** Revision of the event's JSON. */
  public static final String REVISION = "revision";

  /** How many events the aggregate has with this one, 1 for its first. */
  public static final String VERSION = "version";

  /** Place in the event store, 1 for its first event. */
  public static final String POSITION = "position";

  /** User id of whoever did it; absent for the system. */
  public static final String ACTOR = "actor";

  /** As what they did it: {@code user}, {@code system} or {@code assistant}. */
  public static final String ACTOR_KIND = "actorKind";

  /** The same for all that came of one request from outside. */
  public static final String CORRELATION_ID = "correlationId";

  /** Id of the event or command that led to this one. */
  public static final String CAUSATION_ID = "causationId";

  /** Id of the event of the same task that this one takes back. */
  public static final String UNDOES = "undoes";

  /** W3C trace context of the request. */
  public static final String TRACEPARENT = "traceparent";

  /** What a command hands on to its events. */
  public static final List<String> CORRELATED =
      List.of(ACTOR, ACTOR_KIND, CORRELATION_ID, CAUSATION_ID, TRACEPARENT);

  private EventHeader() {}
}
