package io.taskledger.projection.audittrail;

import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.codec.StreamedEvents;
import io.taskledger.projection.generation.AppendBulkProjector;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every event of the system. */
@Component
class AuditTrailProjection implements Projection {
  static final String NAME = "audit-trail";
  static final int SHAPE = 1;

  private final AuditTable table;
  private final JdbcTemplate jdbc;

  AuditTrailProjection(AuditTable table, JdbcTemplate jdbc) {
    this.table = table;
    this.jdbc = jdbc;
  }

  @Override
  public ProjectionDescriptor outline() {
    return new ProjectionDescriptor(
        NAME, SHAPE, EnumSet.allOf(Topic.class), "postgresql", Map.of("audit_event", "stream_id"));
  }

  @Override
  public BulkProjector fold(Generation generation) {
    return new AppendBulkProjector<>(
        AuditTable.COPY, jdbc, line -> AuditEntry.of(StreamedEvents.message(line)));
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.add(events.stream().map(DomainEventMessage.class::cast).map(AuditEntry::of).toList());
  }

  @Override
  public void carryOver(Generation from, Generation to) {
    table.addWithoutPosition(from.schema());
  }
}
