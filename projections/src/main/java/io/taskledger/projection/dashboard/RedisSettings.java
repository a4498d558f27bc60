package io.taskledger.projection.dashboard;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * How Redis is reached.
 *
 * @param uri {@code redis://} or {@code rediss://}, with user, password and database number if need
 *     be
 * @param connectWithin limit for a new connection, and for getting one out of the pool
 * @param answerWithin limit for an answer
 */
@ConfigurationProperties("taskledger.redis")
record RedisSettings(
    @DefaultValue("redis://localhost:16379") URI uri,
    @DefaultValue("2s") Duration connectWithin,
    @DefaultValue("10s") Duration answerWithin) {
  private static final int CONNECTIONS = 8;

  /** A client with a pool of its own; it connects when it is first used. */
  RedisClient client() {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(connectWithin);
    return RedisClient.builder()
        .hostAndPort(JedisURIHelper.getHostAndPort(uri))
        .clientConfig(
            DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) connectWithin.toMillis())
                .socketTimeoutMillis((int) answerWithin.toMillis())
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .database(JedisURIHelper.getDBIndex(uri))
                .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                .build())
        .poolConfig(pool)
        .build();
  }
}
