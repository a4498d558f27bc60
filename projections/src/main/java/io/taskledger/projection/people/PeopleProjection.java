package io.taskledger.projection.people;

import io.taskledger.events.codec.Topic;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.generation.AppendBulkProjector;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who has an account. */
@Component
class PeopleProjection implements Projection {
  static final String NAME = "people";
  static final int SHAPE = 2;

  private final PersonTable table;
  private final JdbcTemplate jdbc;

  PeopleProjection(PersonTable table, JdbcTemplate jdbc) {
    this.table = table;
    this.jdbc = jdbc;
  }

  @Override
  public ProjectionDescriptor outline() {
    return new ProjectionDescriptor(
        NAME, SHAPE, Set.of(Topic.USER_REGISTERED), "postgresql", Map.of("person", "user_id"));
  }

  @Override
  public BulkProjector fold(Generation generation) {
    return new AppendBulkProjector<>(
        PersonTable.COPY, jdbc, line -> (UserRegistered) line.payloadEvent());
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.add(
        EventContext.all(events, UserRegistered.class).stream().map(EventContext::event).toList());
  }
}
