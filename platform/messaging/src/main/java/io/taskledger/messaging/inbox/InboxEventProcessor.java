package io.taskledger.messaging.inbox;

import io.taskledger.messaging.codec.EventLogContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.Registration;
import org.axonframework.config.Configurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.SubscribableMessageSource;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a batch of an inbox to the {@code @EventHandler} methods of a processing group in one unit
 * of work. Axon's subscribing processor passes each event through interceptors and phases of its
 * own, which costs more than most handlers; here interceptors run once per batch. Any failure fails
 * the batch.
 */
public final class InboxEventProcessor implements EventProcessor {
  private static final Logger log = LoggerFactory.getLogger(InboxEventProcessor.class);

  private final String name;
  private final EventHandlerInvoker handlers;
  private final SubscribableMessageSource<EventMessage<?>> source;
  private final List<MessageHandlerInterceptor<? super EventMessage<?>>> interceptors =
      new CopyOnWriteArrayList<>();
  private volatile @Nullable Registration registration;

  /** For these handlers; {@link #start} lets them follow the source. */
  public InboxEventProcessor(
      String name,
      EventHandlerInvoker handlers,
      SubscribableMessageSource<EventMessage<?>> source) {
    this.name = name;
    this.handlers = handlers;
    this.source = source;
  }

  /** Lets the handlers of the processing group with this name follow an inbox. */
  public static void register(
      Configurer configurer, String group, SubscribableMessageSource<EventMessage<?>> source) {
    EventProcessingConfigurer processing = configurer.eventProcessing();
    processing
        .registerEventProcessor(
            group,
            (name, configuration, handlers) -> {
              var processor = new InboxEventProcessor(name, handlers, source);
              configuration.onStart(processor::start);
              configuration.onShutdown(processor::shutDown);
              return processor;
            })
        .registerListenerInvocationErrorHandler(
            group, configuration -> PropagatingErrorHandler.instance());
  }

  private void process(List<? extends EventMessage<?>> batch) {
    var unitOfWork = DefaultUnitOfWork.startAndGet(batch.getFirst());
    unitOfWork.execute(
        () -> {
          try {
            new DefaultInterceptorChain<>(
                    unitOfWork,
                    interceptors,
                    first -> {
                      for (EventMessage<?> event : batch) {
                        handle(event);
                      }
                      return null;
                    })
                .proceed();
          } catch (RuntimeException failed) {
            throw failed;
          } catch (Exception failed) {
            throw new EventProcessingException(name + " could not handle a batch", failed);
          }
        });
  }

  private void handle(EventMessage<?> event) throws Exception {
    EventLogContext.logHandling(name, event);
    try {
      handlers.handle(event, Segment.ROOT_SEGMENT);
    } catch (RuntimeException failed) {
      EventLogContext.run(
          event,
          () -> log.warn("{} could not handle {}", name, event.getPayloadType().getSimpleName()));
      throw failed;
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public List<MessageHandlerInterceptor<? super EventMessage<?>>> getHandlerInterceptors() {
    return interceptors;
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super EventMessage<?>> interceptor) {
    interceptors.add(interceptor);
    return () -> interceptors.remove(interceptor);
  }

  @Override
  public void start() {
    if (registration == null) {
      registration = source.subscribe(this::process);
    }
  }

  @Override
  public void shutDown() {
    Registration subscribed = registration;
    if (subscribed != null) {
      subscribed.cancel();
      registration = null;
    }
  }

  @Override
  public boolean isRunning() {
    return registration != null;
  }

  @Override
  public boolean isError() {
    return false;
  }
}
