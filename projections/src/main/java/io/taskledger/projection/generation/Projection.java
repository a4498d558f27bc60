package io.taskledger.projection.generation;

import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;

/** A view that can be made again from the events: what the slices tell of theirs. */
public interface Projection {
  /**
   * What it is.
   *
   * @param name also that of its consumer group and of its files in {@code db/generation}
   * @param shape counts up whenever the tables or the fold change: a service with a new shape makes
   *     a new generation when it is started, and switches to it
   * @param topics what it follows
   * @param store where readers find it, {@code postgresql} or {@code redis}
   * @param tables those that readers see, each with the column that names the aggregate of a row
   */
  record ProjectionDescriptor(
      String name, int shape, Set<Topic> topics, String store, Map<String, String> tables) {}

  /** What it is. */
  ProjectionDescriptor outline();

  /** Its name. */
  default String name() {
    return outline().name();
  }

  /** The shape that this process knows. */
  default int shape() {
    return outline().shape();
  }

  /** What it follows. */
  default Set<Topic> topics() {
    return outline().topics();
  }

  /** The tables that readers see. */
  default Map<String, String> tables() {
    return outline().tables();
  }

  /** Fills an empty generation; the tables of the current transaction are the generation's. */
  BulkProjector fold(Generation generation);

  /**
   * Applies events to a generation that is filled, in the transaction of the calling thread, whose
   * tables are the generation's.
   *
   * @param events those of an aggregate in version order
   */
  void apply(Generation generation, List<? extends EventMessage<?>> events);

  /**
   * Copies what cannot be made from the event feed of command-side; called again and again until
   * the switch, in a transaction whose tables are those of the new generation.
   */
  default void carryOver(Generation from, Generation to) {
    // Most views come from command-side alone.
  }

  /** Whether a fill that broke off can go on where it was; otherwise it is begun again. */
  default boolean isResumable() {
    return true;
  }

  /** Called last before the switch is committed. */
  default void open(Generation generation) {
    // PostgreSQL needs no more than the commit.
  }

  /**
   * How much of what this generation has differs from the other, once both have the same events.
   */
  default long differences(Generation one, Generation other) {
    return 0;
  }

  /** Deletes what lies outside PostgreSQL. */
  default void drop(Generation generation) {
    // Nothing does.
  }

  /** The types of the events on its topics. */
  default Set<EventType> types() {
    var types = EnumSet.noneOf(EventType.class);
    for (EventType type : EventType.values()) {
      type.topic().filter(topics()::contains).ifPresent(ignored -> types.add(type));
    }
    return types;
  }
}
