package io.taskledger.notification.recipient;

import io.taskledger.events.user.UserId;

/** Somebody who can be notified, at this address and under this name. */
public record Recipient(UserId userId, String email, String name) {}
