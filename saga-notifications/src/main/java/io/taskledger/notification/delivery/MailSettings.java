package io.taskledger.notification.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How our mails look.
 *
 * @param from the sender's address, with or without a name
 */
@ConfigurationProperties("taskledger.mail")
public record MailSettings(@DefaultValue("Taskledger <reminders@taskledger.local>") String from) {}
