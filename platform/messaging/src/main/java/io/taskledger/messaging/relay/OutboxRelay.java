package io.taskledger.messaging.relay;

import io.taskledger.events.codec.EventType;
import io.taskledger.messaging.codec.EventLogContext;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.extensions.kafka.eventhandling.KafkaMessageConverter;
import org.axonframework.extensions.kafka.eventhandling.producer.KafkaEventPublisher;
import org.axonframework.extensions.kafka.eventhandling.producer.KafkaPublisher;
import org.axonframework.extensions.kafka.eventhandling.producer.TopicResolver;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the event store on Kafka with Axon's Kafka extension: a processor follows the store,
 * sends a batch, waits for every acknowledgement and only then advances its token. What was not
 * acknowledged is sent again, with the same event id; nothing is skipped.
 */
// A tracking processor waits on the store's stream and continues with the next event; a pooled one
// polls it every half second, because this stream cannot notify it.
public final class OutboxRelay {
  /** Name of the processor that follows the store, and of its token. */
  public static final String PROCESSOR = "relay";

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 512;

  private OutboxRelay() {}

  /** Registers the relay in a service that has an event store. */
  public static void register(
      EventProcessingConfigurer processing, KafkaSettings kafka, Serializer eventSerializer) {
    var producers = new AcknowledgedBatchProducer(kafka);
    TopicResolver topics = OutboxRelay::topicOf;
    KafkaPublisher<String, byte[]> publisher =
        KafkaPublisher.<String, byte[]>builder()
            .serializer(eventSerializer)
            .producerFactory(producers)
            .messageConverter(new FlatJson())
            .topicResolver(topics)
            .build();
    processing
        .registerTrackingEventProcessor(
            PROCESSOR,
            Configuration::eventStore,
            configuration -> {
              configuration.onShutdown(publisher::shutDown);
              return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                  .andBatchSize(BATCH)
                  .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                  .andTokenClaimInterval(2, TimeUnit.SECONDS);
            })
        .registerListenerInvocationErrorHandler(
            PROCESSOR, configuration -> PropagatingErrorHandler.instance())
        .registerEventHandler(
            configuration ->
                KafkaEventPublisher.<String, byte[]>builder()
                    .processingGroup(PROCESSOR)
                    .kafkaPublisher(publisher)
                    .build())
        .assignHandlerInstancesMatching(PROCESSOR, KafkaEventPublisher.class::isInstance);
  }

  private static Optional<String> topicOf(EventMessage<?> message) {
    return EventType.of(message.getPayloadType()).topic().map(topic -> topic.topicName());
  }

  private static final class FlatJson implements KafkaMessageConverter<String, byte[]> {
    @Override
    public ProducerRecord<String, byte[]> createKafkaMessage(EventMessage<?> event, String topic) {
      if (log.isDebugEnabled()) {
        EventLogContext.run(event, () -> log.debug("The relay publishes to {}", topic));
      }
      return KafkaCodec.toRecord(event, topic);
    }

    @Override
    public Optional<EventMessage<?>> readKafkaMessage(ConsumerRecord<String, byte[]> message) {
      return Optional.of(KafkaCodec.toEvent(message));
    }
  }
}
