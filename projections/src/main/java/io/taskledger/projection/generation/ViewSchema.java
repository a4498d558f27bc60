package io.taskledger.projection.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes the tables of generations, from {@code db/generation/<projection>.sql} and {@code
 * ledger.sql}. Rows are written much faster before there are keys, and those before there are
 * indexes: a file has the tables first, then what follows the line {@code -- keys}, then what
 * follows the line {@code -- indexes}. Every method takes part in the transaction of the caller.
 */
@Component
public class ViewSchema {
  private static final String KEYS = "-- keys\n";
  private static final String INDEXES = "-- indexes\n";

  private final JdbcTemplate jdbc;
  private final Generations generations;
  private final String base;

  /** Readers find the views in the schema {@code base}. */
  public ViewSchema(
      JdbcTemplate jdbc,
      Generations generations,
      @Value("${spring.flyway.default-schema}") String base) {
    this.jdbc = jdbc;
    this.generations = generations;
    this.base = base;
  }

  /** Makes the schema with empty tables, in place of whatever is left of an earlier attempt. */
  public void tables(Generation generation) {
    jdbc.execute("drop schema if exists " + generation.schema() + " cascade");
    jdbc.execute("create schema " + generation.schema());
    run(generation, Part.TABLES);
  }

  /** Adds the primary keys, which every write from now on needs. */
  public void keys(Generation generation) {
    run(generation, Part.KEYS);
  }

  /** Adds the indexes that readers need, and tells the planner what is there. */
  public void indexes(Generation generation) {
    run(generation, Part.INDEXES);
    List<String> tables =
        jdbc.queryForList(
            "select quote_ident(tablename) from pg_tables where schemaname = ?",
            String.class,
            generation.schema());
    tables.forEach(table -> jdbc.execute("analyze " + table));
  }

  /** Whether the primary keys are there. */
  public boolean hasKeys(Generation generation) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select exists (select from pg_indexes where schemaname = ? and tablename = 'processed_version')
            """,
            Boolean.class,
            generation.schema()));
  }

  /**
   * Lets readers see the tables of this generation, each as a view of the same name, and its ledger
   * as {@code <projection>_version}; and which events it could not take, as {@code
   * <projection>_dead_letter}.
   */
  public void show(Projection projection, Generation generation) {
    for (String table : projection.tables().keySet()) {
      show(table, generation.schema() + "." + table);
    }
    String stem = projection.name().replace('-', '_');
    show(stem + "_version", generation.schema() + ".processed_version");
    show(
        stem + "_dead_letter",
        "(select stream_id, version from %s.dead_letter where discarded_at is null)"
            .formatted(generation.schema()));
  }

  /** Deletes the tables. */
  public void drop(Generation generation) {
    jdbc.execute("drop schema if exists " + generation.schema() + " cascade");
  }

  private void show(String view, String table) {
    String name = base + "." + view;
    jdbc.execute("drop view if exists " + name);
    jdbc.execute("create view " + name + " as select * from " + table);
  }

  private enum Part {
    TABLES,
    KEYS,
    INDEXES
  }

  private void run(Generation generation, Part part) {
    generations.enter(generation.schema());
    Stream.of(generation.projection(), "ledger")
        .map(file -> part(file, part).replace("${base}", base))
        .filter(sql -> !sql.isBlank())
        .forEach(jdbc::execute);
  }

  private static String part(String file, Part part) {
    String sql = read("/db/generation/" + file + ".sql");
    int keys = begin(sql, KEYS, 0, sql.length());
    int indexes = begin(sql, INDEXES, keys, sql.length());
    return switch (part) {
      case TABLES -> sql.substring(0, keys);
      case KEYS -> sql.substring(keys, indexes);
      case INDEXES -> sql.substring(indexes);
    };
  }

  private static int begin(String sql, String mark, int from, int otherwise) {
    int at = sql.indexOf(mark, from);
    return at < 0 ? otherwise : at;
  }

  private static String read(String resource) {
    try (InputStream file = ViewSchema.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
