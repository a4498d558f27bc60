package io.taskledger.query.readyourwrites;

import io.taskledger.query.redis.DashboardKeys;
import io.taskledger.query.viewprogress.View;
import java.net.SocketTimeoutException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Hears from Redis that the dashboard has applied something. */
record RedisListener(HostAndPort address, JedisClientConfig settings, ReadYourWrites readYourWrites)
    implements NotificationListener.Source {
  /** After so long a silence the connection is replaced: it could be dead. Milliseconds. */
  private static final int SILENCE_MS = 30_000;

  @Override
  public void listen(Runnable connected) {
    // Not JedisPubSub: it waits for ever on a connection that died without a word.
    try (var connection = new Connection(address, settings)) {
      connection.setSoTimeout(SILENCE_MS);
      connection.sendCommand(Protocol.Command.SUBSCRIBE, DashboardKeys.APPLIED_CHANNEL);
      connection.getOne();
      connected.run();
      while (!Thread.currentThread().isInterrupted()) {
        readYourWrites.announced(View.DASHBOARD);
        connection.getOne();
      }
    } catch (JedisConnectionException ended) {
      if (!(ended.getCause() instanceof SocketTimeoutException)) {
        throw ended;
      }
    }
  }
}
