package io.taskledger.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All channels by name, with a count of what went through them. */
@Component
public class Channels {
  private final Map<String, Channel> byName;
  private final MeterRegistry meters;

  /** These channels; their names must differ. */
  public Channels(List<Channel> channels, MeterRegistry meters) {
    this.byName =
        channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
    this.meters = meters;
  }

  /** Delivers through the channel that the notification names, as {@link Channel#deliver} does. */
  public Outcome deliver(SendNotification notification) {
    Channel channel = byName.get(notification.channel());
    if (channel == null) {
      throw new DeliveryFailedException("there is no channel " + notification.channel(), null);
    }
    Outcome outcome = channel.deliver(notification);
    meters
        .counter(
            "taskledger.notifications",
            "channel",
            channel.name(),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .increment();
    return outcome;
  }
}
