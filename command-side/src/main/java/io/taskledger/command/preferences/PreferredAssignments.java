package io.taskledger.command.preferences;

import io.taskledger.command.assignment.AssignmentPolicy;
import io.taskledger.command.assignment.Contacts;
import io.taskledger.events.user.UserId;
import org.springframework.stereotype.Component;

/** Lets others assign tasks to a user as the user's preferences say. */
@Component
class PreferredAssignments implements AssignmentPolicy {
  private final PreferencesTable table;
  private final Contacts contacts;

  PreferredAssignments(PreferencesTable table, Contacts contacts) {
    this.table = table;
    this.contacts = contacts;
  }

  @Override
  public boolean allows(UserId assignee, UserId by) {
    return switch (table.of(assignee.value()).preferences().assignments()) {
      case ANYONE -> true;
      case CONTACTS -> contacts.knows(assignee, by);
      case NOBODY -> false;
    };
  }
}
