package io.taskledger.devservers.audit;

import java.util.List;

/**
 * What an audit has found.
 *
 * @param events in the store
 * @param messages on Kafka, duplicates among them
 * @param duplicates messages whose event lies on Kafka before them
 * @param violations a sentence each; empty when all is well
 */
public record AuditReport(long events, long messages, long duplicates, List<String> violations) {}
