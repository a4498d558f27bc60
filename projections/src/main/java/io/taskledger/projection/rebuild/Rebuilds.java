package io.taskledger.projection.rebuild;

import com.fasterxml.uuid.Generators;
import io.taskledger.projection.rebuild.Rebuild.Purpose;
import io.taskledger.projection.rebuild.Rebuild.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register of rebuilds. Every method takes part in the transaction of the caller, if any. */
@Component
public class Rebuilds {
  private final JdbcClient jdbc;

  Rebuilds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Somebody else works on the rebuild now. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Somebody asked to end the rebuild. */
  static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Registers a rebuild, which then begins by itself.
   *
   * @throws DuplicateKeyException when one of this projection is under way
   */
  Rebuild request(String projection, int generation, Purpose purpose) {
    return jdbc.sql(
            """
            insert into rebuild (id, projection, generation, purpose, state)
            values (?, ?, ?, ?, 'running') returning *
            """)
        .params(
            Generators.timeBasedEpochGenerator().generate(),
            projection,
            generation,
            purpose.name().toLowerCase(Locale.ROOT))
        .query(Rebuilds::rebuild)
        .single();
  }

  /** The one with this id. */
  public Optional<Rebuild> find(UUID id) {
    return jdbc.sql("select * from rebuild where id = ?")
        .param(id)
        .query(Rebuilds::rebuild)
        .optional();
  }

  /** Those under way, oldest first. */
  public List<Rebuild> open() {
    return jdbc.sql(
            "select * from rebuild where state in ('running', 'switching') order by requested_at,"
                + " id")
        .query(Rebuilds::rebuild)
        .list();
  }

  /** The last one of each projection. */
  public List<Rebuild> latest() {
    return jdbc.sql(
            """
            select distinct on (projection) * from rebuild order by projection, requested_at desc, id desc
            """)
        .query(Rebuilds::rebuild)
        .list();
  }

  /** Begins to work on it. */
  Rebuild takeUp(UUID id) {
    return jdbc.sql("update rebuild set attempt = attempt + 1 where id = ? returning *")
        .param(id)
        .query(Rebuilds::rebuild)
        .single();
  }

  /**
   * Notes how far an attempt is.
   *
   * @throws LostException when there is a later attempt
   * @throws CancelledException when it is to be ended
   */
  void progress(Rebuild attempt, State state, Progress progress) {
    boolean cancelled =
        jdbc.sql(
                """
                update rebuild set state = :state, processed = :processed, total = :total, events_per_second = :speed
                where id = :id and attempt = :attempt and state in ('running', 'switching')
                returning cancelled
                """)
            .params(
                Map.of(
                    "state", state.text(),
                    "processed", progress.processed(),
                    "total", progress.total(),
                    "speed", progress.eventsPerSecond(),
                    "id", attempt.id(),
                    "attempt", attempt.attempt()))
            .query(Boolean.class)
            .optional()
            .orElseThrow(LostException::new);
    if (cancelled) {
      throw new CancelledException();
    }
  }

  /** Notes what a comparison has found. */
  void compared(Rebuild rebuild, long differences) {
    jdbc.sql("update rebuild set differences = ? where id = ? and attempt = ?")
        .params(differences, rebuild.id(), rebuild.attempt())
        .update();
  }

  /** Notes the end. */
  void end(Rebuild rebuild, State state, @Nullable String outcome) {
    jdbc.sql(
            """
            update rebuild set state = :state, outcome = :outcome, ended_at = now()
            where id = :id and attempt = :attempt and state in ('running', 'switching')
            """)
        .param("state", state.text())
        .param("outcome", outcome)
        .param("id", rebuild.id())
        .param("attempt", rebuild.attempt())
        .update();
  }

  /** Asks whoever works on it to end it; whether it was still under way. */
  public boolean cancel(UUID id) {
    return jdbc.sql(
                "update rebuild set cancelled = true where id = ? and state in ('running',"
                    + " 'switching')")
            .param(id)
            .update()
        == 1;
  }

  private static Rebuild rebuild(ResultSet row, int number) throws SQLException {
    return new Rebuild(
        row.getObject("id", UUID.class),
        row.getString("projection"),
        row.getInt("generation"),
        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("cancelled"),
        row.getInt("attempt"),
        row.getLong("processed"),
        row.getLong("total"),
        row.getDouble("events_per_second"),
        row.getObject("differences", Long.class),
        row.getString("outcome"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("ended_at", OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
