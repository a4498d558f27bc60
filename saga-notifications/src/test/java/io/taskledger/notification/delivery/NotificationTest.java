package io.taskledger.notification.delivery;

import static io.taskledger.notification.TaskStory.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private static final NotificationId ID = new NotificationId(UUID.randomUUID());
  private static final UserId ANNA = aUser();
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final List<SendNotification> delivered = new ArrayList<>();
  private AggregateTestFixture<Notification> notification;
  private Outcome outcome = Outcome.SENT;

  @BeforeEach
  void withOneChannel() {
    Channel channel =
        new Channel() {
          @Override
          public String name() {
            return "email";
          }

          @Override
          public Outcome deliver(SendNotification notification) {
            delivered.add(notification);
            return outcome;
          }
        };
    notification = new AggregateTestFixture<>(Notification.class);
    notification.registerInjectableResource(
        new Channels(List.of(channel), new SimpleMeterRegistry()));
    notification.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void whatTheChannelTookIsSent() {
    notification.givenNoPriorActivity().when(command("email", NOW)).expectEvents(event("sent"));
    assertThat(delivered).hasSize(1);
  }

  @Test
  void theSameNotificationIsNotSentAgain() {
    notification.given(event("sent")).when(command("email", NOW)).expectNoEvents();
    assertThat(delivered).isEmpty();
  }

  @Test
  void whatWasRefusedForGoodHasFailedAndIsNotTriedAgain() {
    outcome = Outcome.REFUSED;
    notification.givenNoPriorActivity().when(command("email", NOW)).expectEvents(event("failed"));
    notification.given(event("failed")).when(command("email", NOW)).expectNoEvents();
    assertThat(delivered).hasSize(1);
  }

  @Test
  void anUnknownUserIsWaitedFor() {
    outcome = Outcome.UNKNOWN_USER;
    notification
        .givenNoPriorActivity()
        .when(command("email", NOW.plusMillis(1)))
        .expectException(DeliveryFailedException.class)
        .expectNoEvents();
  }

  @Test
  void aUserWhoStaysUnknownIsGivenUp() {
    outcome = Outcome.UNKNOWN_USER;
    notification.givenNoPriorActivity().when(command("email", NOW)).expectEvents(event("failed"));
  }

  @Test
  void aChannelThatDoesNotExistIsTriedAgainLater() {
    notification
        .givenNoPriorActivity()
        .when(command("carrier-pigeon", NOW))
        .expectException(DeliveryFailedException.class)
        .expectNoEvents();
  }

  private static SendNotification command(String channel, Instant userMayBeUnknownUntil) {
    return new SendNotification(
        ID, ANNA, "task-reminder", channel, "Subject", "Text", userMayBeUnknownUntil);
  }

  private static NotificationSent event(String status) {
    return new NotificationSent(ID, ANNA, "task-reminder", "email", "Subject", status);
  }
}
