package io.taskledger.command.assignment;

import io.taskledger.events.user.UserId;
import io.taskledger.web.ServicesOnly;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /internal/contacts/{userId}/{contactId}} for services. */
@RestController
class ContactsController {
  private final Contacts contacts;

  ContactsController(Contacts contacts) {
    this.contacts = contacts;
  }

  record Known(boolean known) {}

  @ServicesOnly
  @GetMapping("/internal/contacts/{userId}/{contactId}")
  Known known(@PathVariable UUID userId, @PathVariable UUID contactId) {
    return new Known(contacts.knows(new UserId(userId), new UserId(contactId)));
  }
}
