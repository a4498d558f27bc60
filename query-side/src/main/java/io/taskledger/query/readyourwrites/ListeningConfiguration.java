package io.taskledger.query.readyourwrites;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** One ear for each store. */
@Configuration(proxyBeanMethods = false)
class ListeningConfiguration {
  @Bean
  NotificationListener postgresAnnouncements(
      JdbcConnectionDetails database, ReadYourWrites readYourWrites) {
    return new NotificationListener(
        PostgresListener.NAME, new PostgresListener(database, readYourWrites));
  }

  @Bean
  NotificationListener redisAnnouncements(
      HostAndPort address, JedisClientConfig settings, ReadYourWrites readYourWrites) {
    return new NotificationListener(
        "query-side-listens-to-redis", new RedisListener(address, settings, readYourWrites));
  }
}
