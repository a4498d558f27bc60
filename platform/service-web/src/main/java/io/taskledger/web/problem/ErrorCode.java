package io.taskledger.web.problem;

/**
 * The catalogue of errors: for each the stable code that clients can rely on, the HTTP status, and
 * what it means. RFC 9457 calls the meaning the title.
 */
public enum ErrorCode {
  BAD_REQUEST("bad-request", 400, "Bad request"),
  MALFORMED_JSON("malformed-json", 400, "The body is not JSON"),
  INVALID_FIELDS("invalid-fields", 400, "Some fields of the body cannot be accepted"),
  INVALID_PARAMETER("invalid-parameter", 400, "A parameter or header cannot be accepted"),
  UNKNOWN_ASSIGNEE("unknown-assignee", 400, "There is no user with the assignee's id"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid access token is needed"),
  TOKEN_EXPIRED("token-expired", 401, "The access token has expired"),
  BAD_CREDENTIALS("bad-credentials", 401, "No account with this address and password"),
  REFRESH_TOKEN_SPENT("refresh-token-spent", 401, "The refresh token is no longer valid"),
  FORBIDDEN("forbidden", 403, "This needs another role"),
  CLAIMS_MISSING("claims-missing", 403, "The access token does not say enough about its bearer"),
  NOT_OWNER("not-owner", 403, "Only the owner of the task may do this"),
  ASSIGNMENT_REFUSED("assignment-refused", 403, "The user does not take this assignment"),
  NOT_FOUND("not-found", 404, "There is nothing at this address"),
  SESSION_NOT_FOUND("session-not-found", 404, "There is no such session"),
  TITLE_MISSING("title-missing", 400, "The line has no title"),
  TASK_NOT_FOUND("task-not-found", 404, "There is no such task"),
  IDENTITY_ELSEWHERE("identity-elsewhere", 404, "Accounts and sessions are kept elsewhere"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take this method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "The answer cannot be given in the wanted format"),
  PARENT_NOT_FOUND("parent-not-found", 404, "There is no such parent task"),
  EVENT_NOT_FOUND("event-not-found", 404, "The task has no such event"),
  DEAD_LETTER_NOT_FOUND("dead-letter-not-found", 404, "There is no such dead letter"),
  PROJECTION_NOT_FOUND("projection-not-found", 404, "There is no such projection"),
  REBUILD_NOT_FOUND("rebuild-not-found", 404, "The projection has no such rebuild"),
  GENERATION_NOT_FOUND("generation-not-found", 404, "No such generation is kept"),
  BODY_TOO_SLOW("body-too-slow", 408, "The body came too slowly"),
  EMAIL_TAKEN("email-taken", 409, "There is an account with this address"),
  TASK_ID_TAKEN("task-id-taken", 409, "There is a task with this id"),
  TASK_ALREADY_COMPLETED("task-already-completed", 409, "The task is completed"),
  TASK_NOT_COMPLETED("task-not-completed", 409, "The task is not completed"),
  TASK_IN_TRASH("task-in-trash", 409, "The task is in the trash"),
  TASK_NOT_IN_TRASH("task-not-in-trash", 409, "The task is not in the trash"),
  SUBTASK_CYCLE("subtask-cycle", 409, "A task cannot be below itself"),
  SUBTASK_TOO_DEEP("subtask-too-deep", 409, "Subtasks would be nested too deeply"),
  TOO_MANY_SUBTASKS("too-many-subtasks", 409, "The tree of tasks would be too large"),
  PARENT_IN_TRASH("parent-in-trash", 409, "The parent task is in the trash"),
  UNDO_CONFLICT("undo-conflict", 409, "A later change stands in the way of the undo"),
  REBUILD_RUNNING("rebuild-running", 409, "The projection is being rebuilt already"),
  REBUILD_ENDED("rebuild-ended", 409, "The rebuild has ended"),
  CONCURRENT_CHANGE("concurrent-change", 409, "Others keep changing the same thing"),
  DEAD_LETTER_REFUSED_AGAIN("dead-letter-refused-again", 409, "The event was refused again"),
  VERSION_MISMATCH("version-mismatch", 412, "It has changed meanwhile"),
  BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body is not of a format taken here"),
  SEARCH_TOO_BROAD("search-too-broad", 422, "The search takes too long"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused", 422, "The idempotency key belongs to another request"),
  REFERENCE_UNRESOLVED("reference-unresolved", 424, "The command refers to one that made no task"),
  EMAIL_ALREADY_CONFIRMED("email-already-confirmed", 409, "The e-mail address is confirmed"),
  CONFIRMATION_LINK_INVALID(
      "confirmation-link-invalid", 400, "The link to confirm an address is wrong or too old"),
  TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts to log in have failed"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  TOO_MANY_STREAMS("too-many-streams", 429, "The user has too many live streams open"),
  INTERNAL_ERROR("internal-error", 500, "Something broke on our side"),
  KEYS_UNAVAILABLE("keys-unavailable", 503, "Access tokens cannot be checked now"),
  VIEW_BEHIND("view-behind", 503, "The view does not include this position yet"),
  VIEW_UNAVAILABLE("view-unavailable", 503, "The view is being rebuilt"),
  SERVICE_UNAVAILABLE("service-unavailable", 503, "Service unavailable"),
  FEED_BUSY("feed-busy", 503, "As many as may are reading the event feed"),
  BATCH_STOPPED("batch-stopped", 503, "The batch was stopped before this command"),
  STORE_UNAVAILABLE("store-unavailable", 503, "The event store does not answer"),
  UPSTREAM_TIMEOUT("upstream-timeout", 504, "No answer in time");

  private final String code;
  private final int status;
  private final String title;

  ErrorCode(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /** What clients match on; never changes. */
  public String code() {
    return code;
  }

  /** The HTTP status that it is answered with. */
  public int status() {
    return status;
  }

  /** What it means, the same for every occurrence. */
  public String title() {
    return title;
  }
}
