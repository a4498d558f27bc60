package io.taskledger.projection.people;

import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.MultiRow.Column;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of people: one write a batch. */
@Component
class PersonTable {
  private static final MultiRow<UserRegistered> INSERT =
      new MultiRow<>(
          """
          insert into person (user_id, email, name, registered_at)
          select * from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
          on conflict do nothing
          """,
          List.of(
              new Column<>("uuid", person -> person.userId().value()),
              new Column<>("text", UserRegistered::email),
              new Column<>("text", UserRegistered::name),
              new Column<>("timestamptz", UserRegistered::registeredAt)));

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
