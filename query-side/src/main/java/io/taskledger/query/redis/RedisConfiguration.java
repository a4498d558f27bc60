package io.taskledger.query.redis;

import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/** The connections to Redis, none of which is made before it is needed. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
  private static final int TIMEOUT_MS = 1_000;
  private static final int CONNECTIONS = 32;

  @Bean
  HostAndPort redisAddress(@Value("${taskledger.redis.uri}") URI uri) {
    return JedisURIHelper.getHostAndPort(uri);
  }

  @Bean
  JedisClientConfig redisSettings(@Value("${taskledger.redis.uri}") URI uri) {
    return DefaultJedisClientConfig.builder()
        .user(JedisURIHelper.getUser(uri))
        .password(JedisURIHelper.getPassword(uri))
        .database(JedisURIHelper.getDBIndex(uri))
        .ssl(JedisURIHelper.isRedisSSLScheme(uri))
        .connectionTimeoutMillis(TIMEOUT_MS)
        .socketTimeoutMillis(TIMEOUT_MS)
        .clientName("query-side")
        .build();
  }

  @Bean(destroyMethod = "close")
  RedisClient redis(HostAndPort address, JedisClientConfig settings) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(TIMEOUT_MS));
    // Several services in one JVM would fight for the names of their MBeans.
    pool.setJmxEnabled(false);
    return RedisClient.builder()
        .hostAndPort(address)
        .clientConfig(settings)
        .poolConfig(pool)
        .build();
  }
}
