package io.taskledger.messaging.inbox.processing;

import io.taskledger.events.codec.UnreadableEventException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.common.AxonException;
import org.axonframework.common.AxonTransientException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import tools.jackson.core.JacksonException;

/**
 * Tells poison events from outages: the event is the cause only when every exception in the chain
 * of causes is of a kind that computing brings about, or with which PostgreSQL refuses data.
 * Everything else, also what is not known here, is a failure of the environment and may pass.
 */
public final class PoisonEventClassifier {
  /**
   * Cardinality, data exception, integrity constraint, a limit of the program: SQLSTATE classes.
   */
  private static final Set<String> REFUSED_DATA = Set.of("21", "22", "23", "54");

  private static final Set<Class<? extends RuntimeException>> OF_COMPUTING =
      Set.of(
          IllegalArgumentException.class,
          IllegalStateException.class,
          NullPointerException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          ArithmeticException.class,
          NoSuchElementException.class,
          UnsupportedOperationException.class,
          DateTimeException.class,
          UnreadableEventException.class);

  private PoisonEventClassifier() {}

  /** Whether the event is the cause of the failure. */
  public static boolean isPoison(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .allMatch(PoisonEventClassifier::isOfTheEvent);
  }

  private static boolean isOfTheEvent(Throwable each) {
    return switch (each) {
      case SQLException refused ->
          refused.getSQLState() != null
              && refused.getSQLState().length() == 5
              && REFUSED_DATA.contains(refused.getSQLState().substring(0, 2));
      case NonTransientDataAccessResourceException away -> false;
      case NonTransientDataAccessException wrapped -> true;
      case AxonTransientException passing -> false;
      // Axon wraps what handlers throw; its own exceptions are about its own state.
      case AxonException wrapped -> wrapped.getCause() != null;
      case JacksonException unreadable -> true;
      default ->
          each.getClass() == RuntimeException.class
              || (isOfJavaOrOurs(each)
                  && OF_COMPUTING.stream().anyMatch(of -> of.isInstance(each)));
    };
  }

  /**
   * Libraries derive their own from these, for a pool that is closed or a call that was cancelled.
   */
  private static boolean isOfJavaOrOurs(Throwable each) {
    String home = each.getClass().getPackageName();
    return home.equals("java.lang")
        || home.equals("java.util")
        || home.startsWith("java.time")
        || home.startsWith("io.taskledger.");
  }
}
