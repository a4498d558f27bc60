package io.taskledger.events.notification;

import io.taskledger.events.user.UserId;

/**
 * A notification left the house, or could not.
 *
 * @param status {@code sent} or {@code failed}
 */
public record NotificationSent(
    NotificationId notificationId,
    UserId userId,
    String type,
    String channel,
    String subject,
    String status)
    implements NotificationEvent {}
