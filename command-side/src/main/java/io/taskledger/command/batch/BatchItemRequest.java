package io.taskledger.command.batch;

import io.taskledger.command.platform.json.MaxCharacters;
import io.taskledger.command.platform.json.Storable;
import io.taskledger.command.platform.json.Visible;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One command as it stands in the body of {@code POST /api/commands}. */
record BatchItemRequest(
    @MaxCharacters(100) @Storable @Nullable String ref,
    @NotNull(message = "Send a text.") @Visible @MaxCharacters(100) @Storable
        @Nullable String method,
    @NotNull(message = "Send a text.") @Visible @MaxCharacters(2000) @Storable
        @Nullable String path,
    @Nullable ObjectNode body) {}
