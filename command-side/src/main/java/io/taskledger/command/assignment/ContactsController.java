package io.taskledger.command.assignment;

import io.taskledger.events.user.UserId;
import io.taskledger.web.ServicesOnly;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * For services: {@code GET /internal/contacts/{userId}/{contactId}} and {@code GET
 * /internal/assignments/{assigneeId}/{userId}}.
 */
@RestController
class ContactsController {
  private final Contacts contacts;
  private final AssignmentPolicy policy;

  ContactsController(Contacts contacts, AssignmentPolicy policy) {
    this.contacts = contacts;
    this.policy = policy;
  }

  record Known(boolean known) {}

  @ServicesOnly
  @GetMapping("/internal/contacts/{userId}/{contactId}")
  Known known(@PathVariable UUID userId, @PathVariable UUID contactId) {
    return new Known(contacts.knows(new UserId(userId), new UserId(contactId)));
  }

  record Allowed(boolean allowed) {}

  @ServicesOnly
  @GetMapping("/internal/assignments/{assigneeId}/{userId}")
  Allowed allowed(@PathVariable UUID assigneeId, @PathVariable UUID userId) {
    return new Allowed(policy.allows(new UserId(assigneeId), new UserId(userId)));
  }
}
