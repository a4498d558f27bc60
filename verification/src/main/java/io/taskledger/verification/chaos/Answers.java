package io.taskledger.verification.chaos;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the users were told, by the correlation id of each command. */
final class Answers {
  final Queue<String> done = new ConcurrentLinkedQueue<>();
  final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final AtomicLong open = new AtomicLong();

  /** Notes an answer. */
  void add(String correlationId, int status) {
    if (status < 300) {
      done.add(correlationId);
    } else if (status < 500) {
      refused.add(correlationId);
    } else {
      unanswered();
    }
  }

  /** Notes that a user was told nothing, or that the system has trouble. */
  void unanswered() {
    open.incrementAndGet();
  }

  /** How many commands may have been done or not. */
  long open() {
    return open.get();
  }
}
