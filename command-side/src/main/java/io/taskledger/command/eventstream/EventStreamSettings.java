package io.taskledger.command.eventstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of the event stream.
 *
 * @param atOnce how many readers are served at the same time, each with its own connection
 * @param pageTime after this time a page ends where it is, so that no reader keeps its connection
 *     for ever
 */
@ConfigurationProperties("taskledger.event-stream")
record EventStreamSettings(@DefaultValue("4") int atOnce, @DefaultValue("15s") Duration pageTime) {}
