package io.taskledger.messaging.inbox.store;

/**
 * Where the processed version of each stream is recorded: in {@code processed_version}, or in the
 * rows of the view itself, which then need no second row of progress.
 *
 * @param table a table in the schema of the transaction
 * @param stream the column that names the stream, a UUID and unique
 * @param version the column with the version of the last event in the row
 * @param filter a condition that selects this consumer's rows, or {@code true}
 */
public record VersionSource(String table, String stream, String version, String filter) {
  /** The rows of a view, which its handler writes. */
  public static VersionSource ofView(String table, String stream, String version) {
    return new VersionSource(table, stream, version, "true");
  }
}
