package io.taskledger.command.emailconfirmation;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How addresses are confirmed.
 *
 * @param publicUri where users reach the gateway: links in mails begin with it
 * @param from the sender's address, with or without a name
 * @param confirmed addresses, in lower case, that need no mail; only for accounts that belong to
 *     the operator
 * @param validFor how long the link of a mail is good
 * @param perDay how many mails an address gets in a day
 * @param perHour how many mails are sent to all in an hour, because anybody can register any
 *     address
 */
@ConfigurationProperties("taskledger.email-confirmation")
record EmailConfirmationSettings(
    @DefaultValue("http://localhost:8000") URI publicUri,
    @DefaultValue("Taskledger <noreply@taskledger.local>") String from,
    @DefaultValue Set<String> confirmed,
    @DefaultValue("48h") Duration validFor,
    @DefaultValue("3") int perDay,
    @DefaultValue("600") int perHour) {}
