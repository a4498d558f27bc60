package io.taskledger.devservers;

/** A server cannot start; the message is one sentence that tells its reader what to do next. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do, in one sentence. */
  public ServerStartException(String oneClearSentence) {
    super(oneClearSentence);
  }

  /** Says what is wrong and what to do, in one sentence; the cause is for whoever digs deeper. */
  public ServerStartException(String oneClearSentence, Throwable cause) {
    super(oneClearSentence, cause);
  }
}
