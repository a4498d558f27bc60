package io.taskledger.notification;

/** Names of Axon's event processors, which are names of Kafka consumer groups as well. */
public final class Processors {
  /** Follows tasks and users; one for both, so that a user is known before their reminders. */
  public static final String REMINDERS = "reminders";

  private Processors() {}
}
