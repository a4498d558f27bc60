package io.taskledger.projection.people;

import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.batch.ColumnMapping;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.PgCopyWriter;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of people: one write a batch. */
@Component
class PersonTable {
  private static final List<ColumnMapping<UserRegistered>> COLUMNS =
      List.of(
          new ColumnMapping<>("user_id", "uuid", person -> person.userId().value()),
          new ColumnMapping<>("email", "text", UserRegistered::email),
          new ColumnMapping<>("name", "text", UserRegistered::name),
          new ColumnMapping<>("registered_at", "timestamptz", UserRegistered::registeredAt));

  private static final MultiRow<UserRegistered> INSERT =
      MultiRow.insert("person", COLUMNS, "do nothing");

  static final PgCopyWriter<UserRegistered> COPY = new PgCopyWriter<>("person", COLUMNS);

  private final JdbcTemplate jdbc;

  PersonTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds people, in the same order for every transaction, so that none waits for another in a ring.
   */
  void add(List<UserRegistered> people) {
    INSERT.write(
        jdbc,
        people.stream().sorted(Comparator.comparing(person -> person.userId().value())).toList());
  }
}
