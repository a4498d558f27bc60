package io.taskledger.command.eventstore;

/**
 * How the state of an aggregate is kept in snapshots. Whoever changes what it consists of gives it
 * another revision: snapshots of other revisions are not read, and made again.
 */
public record SnapshotType(String stableName, String revision, Class<?> aggregate) {}
