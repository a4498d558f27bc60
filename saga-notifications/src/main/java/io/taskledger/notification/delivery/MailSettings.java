package io.taskledger.notification.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How our mails look, and how many there are.
 *
 * @param from the sender's address, with or without a name
 * @param perDay the most mails that one user gets in a day (UTC)
 */
@ConfigurationProperties("taskledger.mail")
public record MailSettings(
    @DefaultValue("Taskledger <reminders@taskledger.local>") String from,
    @DefaultValue("100") int perDay) {}
