package io.taskledger.query.people;

import io.taskledger.events.user.UserId;
import io.taskledger.web.preferences.UserPreferencesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the people whom a person may know of. */
@Component
class Acquaintances {
  /** The other side of every task that the two share, also one in the trash. */
  private static final String SHARING =
      """
      select user_id, name from person where user_id in (
          select assignee_id from task where user_id = :caller and assignee_id <> :caller
          union select user_id from task where assignee_id = :caller and user_id <> :caller)
        and (:q = '' or strpos(lower(name), :q) > 0)
      order by lower(name), user_id limit :rows
      """;

  private static final String WITH_ADDRESS =
      "select user_id, name from person where email = :q and user_id <> :caller";

  private final JdbcClient jdbc;
  private final UserPreferencesClient preferences;

  Acquaintances(JdbcClient jdbc, UserPreferencesClient preferences) {
    this.jdbc = jdbc;
    this.preferences = preferences;
  }

  /** Somebody's name, as others see it. */
  record Person(UUID userId, String name) {}

  /**
   * By a part of the name, or by the whole address. Whether there is an account with that address
   * makes no difference to how long it takes: what is asked of command-side is asked in any case.
   */
  List<Person> of(UserId caller, String typed, int most) {
    String q = typed.toLowerCase(Locale.ROOT);
    List<Person> found =
        new ArrayList<>(
            jdbc.sql(SHARING)
                .param("caller", caller.value())
                .param("q", q)
                .param("rows", most)
                .query(Person.class)
                .list());
    if (q.contains("@")) {
      Optional<Person> withAddress =
          jdbc.sql(WITH_ADDRESS)
              .param("caller", caller.value())
              .param("q", q)
              .query(Person.class)
              .optional();
      UUID asked = withAddress.map(Person::userId).orElseGet(UUID::randomUUID);
      boolean mayAssign = preferences.mayAssign(new UserId(asked), caller).orElse(false);
      withAddress.filter(person -> mayAssign && !found.contains(person)).ifPresent(found::add);
    }
    return found;
  }
}
