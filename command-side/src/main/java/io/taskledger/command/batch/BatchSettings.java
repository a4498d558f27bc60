package io.taskledger.command.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one batch may do before it is stopped.
 *
 * @param deadline less than the gateway waits for an answer
 * @param maxChangedTasks the number of tasks that its commands may change, subtasks included
 */
@ConfigurationProperties("taskledger.batch")
record BatchSettings(
    @DefaultValue("10s") Duration deadline, @DefaultValue("2500") int maxChangedTasks) {}
