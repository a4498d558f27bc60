package io.taskledger.projection.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.messaging.inbox.store.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters, oldest first.
 *
 * @param nextCursor leads to those after them, absent at the end
 * @param unavailable consumers of which the service does not answer: theirs are not in the list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterPage(
    List<DeadLetter> items, @Nullable String nextCursor, @Nullable List<String> unavailable) {}
