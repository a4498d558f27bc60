package io.taskledger.projection.people;

import io.taskledger.events.codec.Topic;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.batch.Happened;
import io.taskledger.projection.generation.AppendFold;
import io.taskledger.projection.generation.Fold;
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
  static final int SHAPE = 1;

  private final PersonTable table;
  private final JdbcTemplate jdbc;

  PeopleProjection(PersonTable table, JdbcTemplate jdbc) {
    this.table = table;
    this.jdbc = jdbc;
  }

  @Override
  public Outline outline() {
    return new Outline(
        NAME, SHAPE, Set.of(Topic.USER_REGISTERED), "postgresql", Map.of("person", "user_id"));
  }

  @Override
  public Fold fold(Generation generation) {
    return new AppendFold<>(PersonTable.COPY, jdbc, line -> (UserRegistered) line.payloadEvent());
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.add(Happened.all(events, UserRegistered.class).stream().map(Happened::event).toList());
  }
}
