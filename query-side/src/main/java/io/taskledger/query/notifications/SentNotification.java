package io.taskledger.query.notifications;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification that was sent, or could not be.
 *
 * @param type what it is about
 * @param channel how it was sent
 * @param status {@code sent} or {@code failed}
 * @param at when that was
 */
record SentNotification(
    UUID notificationId, String type, String channel, String subject, String status, Instant at) {}
