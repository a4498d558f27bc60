package io.taskledger.projection.people;

import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.batch.Column;
import io.taskledger.projection.batch.Copy;
import io.taskledger.projection.batch.MultiRow;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of people: one write a batch. */
@Component
class PersonTable {
  private static final List<Column<UserRegistered>> COLUMNS =
      List.of(
          new Column<>("user_id", "uuid", person -> person.userId().value()),
          new Column<>("email", "text", UserRegistered::email),
          new Column<>("name", "text", UserRegistered::name),
          new Column<>("registered_at", "timestamptz", UserRegistered::registeredAt));

  private static final MultiRow<UserRegistered> INSERT =
      MultiRow.insert("person", COLUMNS, "do nothing");

  static final Copy<UserRegistered> COPY = new Copy<>("person", COLUMNS);

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
