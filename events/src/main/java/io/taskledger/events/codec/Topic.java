package io.taskledger.events.codec;

import java.time.Duration;

/**
 * The Kafka topics of the system, as the Kafka contract has them: three partitions each, snappy.
 */
public enum Topic {
  TASK_CREATED("task.created", Duration.ofDays(7)),
  TASK_UPDATED("task.updated", Duration.ofDays(7)),
  TASK_COMPLETED("task.completed", Duration.ofDays(7)),
  TASK_DELETED("task.deleted", Duration.ofDays(7)),
  TASK_RESTORED("task.restored", Duration.ofDays(7)),
  USER_REGISTERED("user.registered", Duration.ofDays(30)),
  USER_ERASED("user.erased", Duration.ofDays(30)),
  NOTIFICATION_SENT("notification.sent", Duration.ofDays(7));

  /**
   * How many partitions each topic has; equal, so that a key lies in the same partition of each.
   */
  public static final int PARTITIONS = 3;

  private final String topicName;
  private final Duration retention;

  Topic(String topicName, Duration retention) {
    this.topicName = topicName;
    this.retention = retention;
  }

  /** The name on Kafka. */
  public String topicName() {
    return topicName;
  }

  /** Where consumers put what they cannot read. */
  public String deadLetterTopicName() {
    return deadLetterTopicOf(topicName);
  }

  /** The same for a topic that is known by its name only. */
  public static String deadLetterTopicOf(String topicName) {
    return topicName + ".dlt";
  }

  /** How long Kafka keeps a message. */
  public Duration retention() {
    return retention;
  }
}
