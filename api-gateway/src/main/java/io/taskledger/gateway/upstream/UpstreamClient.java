package io.taskledger.gateway.upstream;

import io.taskledger.gateway.settings.GatewaySettings;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A pool of connections that are kept alive. The client is the minimal one: it follows no
 * redirects, repeats nothing, keeps no cookies and unpacks nothing.
 */
final class UpstreamClient implements AutoCloseable {

  /** A connection that has rested this long is looked at before it is used again. */
  private static final TimeValue SUSPECT_AFTER = TimeValue.ofSeconds(1);

  /** As long as the headers of an answer may be together. Characters. */
  private static final int LONGEST_LINE = 32 * 1024;

  private final PoolingHttpClientConnectionManager pool;
  private final MinimalHttpClient client;
  private final RequestConfig waits;

  UpstreamClient(int perService, Duration longestSilence, GatewaySettings.Upstream settings) {
    pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(Http1Config.custom().setMaxLineLength(LONGEST_LINE).build())
                    .build())
            .setMaxConnPerRoute(perService)
            .setMaxConnTotal(2 * perService)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                    .setSocketTimeout(Timeout.of(longestSilence))
                    .setValidateAfterInactivity(SUSPECT_AFTER)
                    .build())
            .build();
    client = HttpClients.createMinimal(pool);
    waits =
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
            .setResponseTimeout(Timeout.of(longestSilence))
            .build();
  }

  /** The head of the answer; its body is read from the connection, which closing gives back. */
  ClassicHttpResponse open(HttpHost service, ClassicHttpRequest request) throws IOException {
    var context = HttpClientContext.create();
    context.setRequestConfig(waits);
    return client.executeOpen(service, request, context);
  }

  /** After one resting connection was found dead the others are hardly alive. */
  void forgetResting() {
    pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
