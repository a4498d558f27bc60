package io.taskledger.command.preferences;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.taskledger.command.emailconfirmation.EmailConfirmations;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.preferences.Preferences.Versioned;
import io.taskledger.web.Caller;
import io.taskledger.web.ServicesOnly;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET} and {@code PUT /api/preferences}, with their version as {@code ETag}; {@code GET
 * /internal/preferences/{userId}} for services.
 */
@RestController
class PreferencesController {
  private final PreferencesTable table;
  private final EmailConfirmations confirmations;

  PreferencesController(PreferencesTable table, EmailConfirmations confirmations) {
    this.table = table;
    this.confirmations = confirmations;
  }

  @GetMapping("/api/preferences")
  ResponseEntity<Preferences> mine(Caller caller) {
    return answer(table.of(caller.userId().value()));
  }

  @PutMapping(path = "/api/preferences", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Preferences> replace(
      @RequestBody byte[] json,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      Caller caller) {
    IfMatch expected = IfMatch.read(ifMatch);
    return answer(table.replace(caller.userId().value(), PreferencesBody.read(json), expected));
  }

  /** What other services have to know of a user. */
  record ForServices(@JsonUnwrapped Preferences preferences, boolean emailConfirmed) {}

  @ServicesOnly
  @GetMapping("/internal/preferences/{userId}")
  ForServices of(@PathVariable UUID userId) {
    return new ForServices(table.of(userId).preferences(), confirmations.isConfirmed(userId));
  }

  /** An {@code If-None-Match} that fits is answered with 304 by Spring. */
  private static ResponseEntity<Preferences> answer(Versioned found) {
    return ResponseEntity.ok().eTag("\"" + found.version() + "\"").body(found.preferences());
  }
}
