package io.taskledger.command.eventfeed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the service the feed may take.
 *
 * @param atOnce how many readers are served at the same time, each with a connection of its own
 * @param pageTime after this time a page ends where it is, so that no reader keeps its connection
 *     for ever
 */
@ConfigurationProperties("taskledger.feed")
record FeedSettings(@DefaultValue("4") int atOnce, @DefaultValue("15s") Duration pageTime) {}
