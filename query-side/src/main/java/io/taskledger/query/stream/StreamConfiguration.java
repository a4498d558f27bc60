package io.taskledger.query.stream;

import io.taskledger.eventstream.EventStreamClient;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How streams are served, and the feed that tells in which order changes happened. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamConfiguration.Settings.class)
class StreamConfiguration {
  /**
   * What can be set.
   *
   * @param heartbeat after so long without a change the client is told that the stream is alive,
   *     and how far it is; a client that is gone is noticed by that
   * @param queue how many changes may wait for one client; when it takes them more slowly it gets
   *     them out of the view, at its own pace
   * @param perPerson how many streams of one user are open at once on this instance, so that nobody
   *     takes the connections of all
   * @param patience when a change is so late in the view it is asked whether it is a dead letter
   */
  @ConfigurationProperties("taskledger.stream")
  record Settings(
      @DefaultValue("15s") Duration heartbeat,
      @DefaultValue("64") int queue,
      @DefaultValue("100") int perPerson,
      @DefaultValue("1s") Duration patience) {}

  @Bean
  EventStreamClient eventFeed(
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.service-token}") String serviceToken) {
    // The thread that follows it tries again by itself, and tells the clients meanwhile.
    return new EventStreamClient(commandSide, serviceToken).withPatience(Duration.ZERO);
  }
}
