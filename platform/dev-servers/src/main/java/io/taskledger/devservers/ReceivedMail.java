package io.taskledger.devservers;

import java.time.Instant;

/**
 * A mail that was delivered to the {@link MailServer}.
 *
 * @param id names the stored file; later mails have greater ids
 * @param to the recipients that the mail was delivered to, separated by a comma and a space
 * @param messageId with its angle brackets; empty when the mail has none, as are subject and text
 * @param text the plain text part, or the HTML part when there is none
 */
public record ReceivedMail(
    String id,
    String to,
    String from,
    String subject,
    String messageId,
    Instant receivedAt,
    String text) {}
