package io.taskledger.query.people;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Knows people by their ids. */
@Component
public final class People {
  private final PersonRows rows;

  People(PersonRows rows) {
    this.rows = rows;
  }

  /** The names of these people; without those that are not known (yet, or any more). */
  public Map<UUID, String> names(Collection<UUID> userIds) {
    return userIds.isEmpty()
        ? Map.of()
        : rows.findByUserIdIn(userIds).stream()
            .collect(Collectors.toUnmodifiableMap(PersonRow::userId, PersonRow::name));
  }
}
