package io.taskledger.query.audit;

/** How events are written for other programs: a beginning, and then something for each event. */
interface ExportFormat {
  /** The media type, with the encoding. */
  String contentType();

  /** The name that the export has where it is kept as a file. */
  String fileName();

  /** What comes before the first event. */
  String beginning();

  /** An event. */
  String line(AuditEntry entry);
}
