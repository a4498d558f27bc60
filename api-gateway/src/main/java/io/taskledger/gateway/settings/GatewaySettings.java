package io.taskledger.gateway.settings;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be set about the gateway, under {@code taskledger.gateway}.
 *
 * @param commandSide where writes and identity go
 * @param querySide where reads go
 * @param projections where the views are operated
 * @param assistant where quick add is understood
 * @param maxBody the largest request body that is let in
 * @param maxBatch the largest body of a batch of commands
 * @param buffered how many bytes of bodies are held at once
 * @param upstream how long to wait for the services behind, and over how many connections
 * @param limits how many requests one client may send
 */
@ConfigurationProperties("taskledger.gateway")
public record GatewaySettings(
    @DefaultValue("http://localhost:18001") URI commandSide,
    @DefaultValue("http://localhost:18002") URI querySide,
    @DefaultValue("http://localhost:18003") URI projections,
    @DefaultValue("http://localhost:18005") URI assistant,
    @DefaultValue("128KB") DataSize maxBody,
    @DefaultValue("2MB") DataSize maxBatch,
    @DefaultValue Buffered buffered,
    @DefaultValue Upstream upstream,
    @DefaultValue Limits limits) {

  /**
   * @param client of one client: a user, or an address as long as the user is not known
   * @param all of all clients together
   * @param patience how long a body may take, and a second longer for each 64 KB of it
   */
  public record Buffered(
      @DefaultValue("8MB") DataSize client,
      @DefaultValue("64MB") DataSize all,
      @DefaultValue("10s") Duration patience) {}

  /**
   * @param connections per service, for everything that is not a stream
   * @param streams live streams and exports per service; they hold a connection each and so have
   *     their own, lest a few hundred open browser tabs stop every read
   * @param connectTimeout also the longest wait for a free connection
   * @param responseTimeout the longest silence of a service before the client is told 504
   * @param streamTimeout the longest silence on a stream
   */
  public record Upstream(
      @DefaultValue("512") int connections,
      @DefaultValue("4096") int streams,
      @DefaultValue("2s") Duration connectTimeout,
      @DefaultValue("15s") Duration responseTimeout,
      @DefaultValue("10m") Duration streamTimeout) {}

  /**
   * @param enabled off for load tests
   * @param client every client: a user, or an address as long as the user is not known
   * @param identity an address at registration, login and refresh, on top of the above
   * @param registrations accounts that are opened from one address
   * @param inFlight how many requests of one client are under way at once
   */
  public record Limits(
      @DefaultValue("true") boolean enabled,
      @DefaultValue Client client,
      @DefaultValue Identity identity,
      @DefaultValue Registrations registrations,
      @DefaultValue InFlight inFlight) {}

  /**
   * How much of one client may be under way at the same time.
   *
   * @param requests that are answered at once
   * @param waiting reads that wait for a position
   * @param costly searches and reads of the past
   * @param exports of the audit trail
   * @param streams live streams
   */
  public record InFlight(
      @DefaultValue("64") int requests,
      @DefaultValue("16") int waiting,
      @DefaultValue("4") int costly,
      @DefaultValue("2") int exports,
      @DefaultValue("110") int streams) {}

  /** Requests a second, and how many may come at once after a pause. */
  public record Client(@DefaultValue("2000") int perSecond, @DefaultValue("4000") int burst) {}

  /** Accounts an hour, from one address; a school or an office may need more. */
  public record Registrations(@DefaultValue("100") int perHour) {}

  /** Requests a second, and how many may come at once after a pause. */
  public record Identity(@DefaultValue("20") int perSecond, @DefaultValue("40") int burst) {}
}
