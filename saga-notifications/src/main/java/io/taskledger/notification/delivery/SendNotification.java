package io.taskledger.notification.delivery;

import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Have somebody notified, once: the same id again changes and sends nothing.
 *
 * @param type what it is about, e.g. {@code task-reminder}
 * @param channel the name of the channel to use
 * @param userMayBeUnknownUntil until then a user that nobody knows is waited for, by failing; later
 *     the notification counts as failed
 */
public record SendNotification(
    @TargetAggregateIdentifier NotificationId notificationId,
    UserId userId,
    String type,
    String channel,
    String subject,
    String text,
    Instant userMayBeUnknownUntil) {}
