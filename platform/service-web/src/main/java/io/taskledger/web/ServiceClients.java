package io.taskledger.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Clients of other services: none waits without an end. */
public final class ServiceClients {
  private ServiceClients() {}

  /** A client of the service at this address. */
  public static RestClient.Builder of(
      URI service, Duration connectedWithin, Duration answeredWithin) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectedWithin)
                .build());
    requests.setReadTimeout(answeredWithin);
    return RestClient.builder().requestFactory(requests).baseUrl(service);
  }
}
