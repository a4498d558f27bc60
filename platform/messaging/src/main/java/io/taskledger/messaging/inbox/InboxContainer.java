package io.taskledger.messaging.inbox;

import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Configures Spring Kafka's container for an inbox: it polls on a virtual thread, acknowledges a
 * batch after the listener's transaction, and delivers a batch that failed again, with growing
 * pauses, for as long as it fails.
 */
final class InboxContainer {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

  /** While events keep coming, a few gather, and share the next transaction. */
  private static final Duration GATHERING = Duration.ofMillis(15);

  private InboxContainer() {}

  static ConcurrentMessageListenerContainer<String, byte[]> of(
      String consumer, Set<String> topics, KafkaSettings kafka, InboxListener listener) {
    var properties = new ContainerProperties(topics.toArray(String[]::new));
    properties.setGroupId(consumer);
    properties.setMessageListener(listener);
    properties.setConsumerRebalanceListener(listener);
    properties.setAckMode(ContainerProperties.AckMode.BATCH);
    // The inbox knows what is processed: an acknowledgement that is lost costs nothing.
    properties.setSyncCommits(false);
    properties.setIdleBetweenPolls(GATHERING.toMillis());
    properties.setShutdownTimeout(STOPPED_WITHIN.toMillis());
    properties.setAuthExceptionRetryInterval(LAST_RETRY);
    var threads = new SimpleAsyncTaskExecutor();
    threads.setVirtualThreads(true);
    properties.setListenerTaskExecutor(threads);
    var container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<String, byte[]>(kafka.consumer(consumer)), properties);
    container.setBeanName("inbox-" + consumer);
    container.setCommonErrorHandler(errorHandler());
    return container;
  }

  private static CommonDelegatingErrorHandler errorHandler() {
    var pauses = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
    pauses.setMaxInterval(LAST_RETRY.toMillis());
    var retrying = new DefaultErrorHandler(pauses);
    // The listener has logged it.
    retrying.setLogLevel(KafkaException.Level.DEBUG);
    var handler = new CommonDelegatingErrorHandler(retrying);
    handler.setCauseChainTraversing(true);
    handler.addDelegate(
        ViewTarget.NotActiveException.class, new CommonContainerStoppingErrorHandler());
    return handler;
  }
}
