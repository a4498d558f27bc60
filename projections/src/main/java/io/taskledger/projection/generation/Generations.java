package io.taskledger.projection.generation;

import io.taskledger.projection.generation.Generation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register of generations. Every method takes part in the transaction of the caller. */
@Component
public class Generations {
  private static final String LOCK_KEY = "hashtextextended('taskledger.projection.' || ?, 0)";

  private final JdbcClient jdbc;

  /** The register in this database. */
  public Generations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The generation that readers see; empty until the first is made. */
  public Optional<Generation> live(String projection) {
    return jdbc.sql("select * from generation where projection = ? and state = 'live'")
        .param(projection)
        .query(Generations::generation)
        .optional();
  }

  /** Those that exist, of every projection, oldest first. */
  public List<Generation> existing() {
    return jdbc.sql("select * from generation where state <> 'dropped' order by projection, number")
        .query(Generations::generation)
        .list();
  }

  /** The generation with this number. */
  public Optional<Generation> find(String projection, int number) {
    return jdbc.sql("select * from generation where projection = ? and number = ?")
        .params(projection, number)
        .query(Generations::generation)
        .optional();
  }

  /** Registers the next generation of a projection. */
  public Generation begin(Projection projection) {
    return jdbc.sql(
            """
            insert into generation (projection, number, shape, schema_name, state)
            select :projection, next, :shape, :stem || '_' || next, 'building'
            from (select coalesce(max(number), 0) + 1 as next from generation where projection = :projection)
            returning *
            """)
        .params(
            Map.of(
                "projection",
                projection.name(),
                "shape",
                projection.shape(),
                "stem",
                stem(projection.name())))
        .query(Generations::generation)
        .single();
  }

  /** Notes how far a generation was read. */
  public void readUntil(Generation generation, long position) {
    jdbc.sql("update generation set read_until = ? where projection = ? and number = ?")
        .params(position, generation.projection(), generation.number())
        .update();
  }

  /** Notes that a generation is filled and indexed. */
  public void loaded(Generation generation) {
    jdbc.sql("update generation set loaded = true where projection = ? and number = ?")
        .params(generation.projection(), generation.number())
        .update();
  }

  /** Notes that a generation is to be filled from the beginning. */
  public Generation startOver(Generation generation) {
    return jdbc.sql(
            """
            update generation set loaded = false, read_until = 0 where projection = ? and number = ?
            returning *
            """)
        .params(generation.projection(), generation.number())
        .query(Generations::generation)
        .single();
  }

  /** Makes a generation the live one, keeps the one before, and gives up the one before that. */
  public void makeLive(Generation generation) {
    jdbc.sql(
            """
            update generation set state = 'dropped'
            where projection = ? and number <> ? and state = 'kept'
            """)
        .params(generation.projection(), generation.number())
        .update();
    jdbc.sql("update generation set state = 'kept' where projection = ? and state = 'live'")
        .param(generation.projection())
        .update();
    jdbc.sql(
            """
            update generation set state = 'live', live_since = now()
            where projection = ? and number = ?
            """)
        .params(generation.projection(), generation.number())
        .update();
  }

  /** Gives those up that no rebuild makes any more, however it ended. */
  public void giveUpUnfinished() {
    jdbc.sql(
            """
            update generation set state = 'dropped'
            where state = 'building' and not exists (
              select from rebuild
              where rebuild.projection = generation.projection and rebuild.generation = number
                and rebuild.state in ('running', 'switching'))
            """)
        .update();
  }

  /** Given up generations whose tables are still there. */
  public List<Generation> toBeDropped() {
    return jdbc.sql(
            """
            select g.* from generation g join pg_namespace on nspname = schema_name where state = 'dropped'
            """)
        .query(Generations::generation)
        .list();
  }

  /** Lets unqualified names of tables mean those of a generation, until the transaction ends. */
  public void enter(String schema) {
    jdbc.sql("select set_config('search_path', ? || ', ' || current_setting('search_path'), true)")
        .param(schema)
        .query()
        .singleValue();
  }

  /** Keeps the live generation what it is until the transaction ends. */
  public void keepSwitchesAway(String projection) {
    lock("pg_advisory_xact_lock_shared", projection);
  }

  /** Keeps batches of live events away until the transaction ends. */
  public void keepBatchesAway(String projection) {
    lock("pg_advisory_xact_lock", projection);
  }

  private void lock(String function, String projection) {
    jdbc.sql("select " + function + "(" + LOCK_KEY + ")::text")
        .param(projection)
        .query()
        .singleRow();
  }

  private static String stem(String projection) {
    return projection.replace('-', '_');
  }

  private static Generation generation(ResultSet row, int number) throws SQLException {
    return new Generation(
        row.getString("projection"),
        row.getInt("number"),
        row.getInt("shape"),
        row.getString("schema_name"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("loaded"),
        row.getLong("read_until"));
  }
}
