package io.taskledger.notification.delivery;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/** Finds out whether a mail server refused a mail for good. */
final class SmtpRefusal {
  private SmtpRefusal() {}

  /**
   * The server's code, from 500 to 599, if it refused the recipient or the mail itself; empty for
   * all that may pass, or that is our own fault (login, sender), and should be tried again.
   */
  static Optional<Integer> permanent(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    add(open, failure);
    while (!open.isEmpty()) {
      Throwable next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      int code = code(next);
      if (code >= 500 && code <= 599) {
        return Optional.of(code);
      }
      add(open, next.getCause());
      if (next instanceof MessagingException chained) {
        add(open, chained.getNextException());
      }
      if (next instanceof MailSendException sending) {
        sending.getFailedMessages().values().forEach(each -> add(open, each));
      }
    }
    return Optional.empty();
  }

  private static int code(Throwable failure) {
    return switch (failure) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSendFailedException mail when !ofSender(mail) -> mail.getReturnCode();
      default -> 0;
    };
  }

  private static boolean ofSender(SMTPSendFailedException failure) {
    String command = failure.getCommand();
    return command != null && command.startsWith("MAIL");
  }

  private static void add(Deque<Throwable> open, @Nullable Throwable failure) {
    if (failure != null) {
      open.push(failure);
    }
  }
}
