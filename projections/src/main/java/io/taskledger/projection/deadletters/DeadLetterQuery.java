package io.taskledger.projection.deadletters;

import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which dead letters are asked for.
 *
 * @param projection the consumer, absent for all
 * @param after the last one that was seen, absent for the beginning
 * @param discarded those that are passed over, in place of those that can be retried
 */
record DeadLetterQuery(
    @Nullable String projection, @Nullable UUID after, boolean discarded, int limit) {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final Set<String> PARAMETERS =
      Set.of("projection", "cursor", "discarded", "limit");

  /** Reads the parameters; refuses those that are unknown or cannot be read. */
  static DeadLetterQuery of(MultiValueMap<String, String> given, List<String> projections) {
    List<FieldError> wrong = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> !PARAMETERS.contains(name))
        .forEach(name -> wrong.add(new FieldError(name, "unknown", "It takes " + PARAMETERS)));
    String projection = given.getFirst("projection");
    if (projection != null && !projections.contains(projection)) {
      wrong.add(new FieldError("projection", "unknown-value", "There are " + projections));
    }
    String cursor = given.getFirst("cursor");
    Optional<UUID> after = id(cursor);
    if (cursor != null && after.isEmpty()) {
      wrong.add(new FieldError("cursor", "malformed", "Take it from nextCursor"));
    }
    String discarded = given.getFirst("discarded");
    if (discarded != null && !Set.of("true", "false").contains(discarded)) {
      wrong.add(new FieldError("discarded", "malformed", "It is true or false"));
    }
    int limit = limit(given.getFirst("limit"));
    if (limit < 1 || limit > MOST) {
      wrong.add(new FieldError("limit", "out-of-range", "It is 1 to " + MOST));
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.ofParameters(wrong);
    }
    return new DeadLetterQuery(projection, after.orElse(null), "true".equals(discarded), limit);
  }

  /** The id in its canonical form; empty for all else. */
  static Optional<UUID> id(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static int limit(@Nullable String text) {
    try {
      return text == null ? USUAL : Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      return 0;
    }
  }
}
