package io.taskledger.notification;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static io.taskledger.notification.TaskStory.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.ReceivedMail;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.codec.KafkaCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RemindersTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private static RunningService service;
  private static Broker broker;

  private final UserId anna = aUser();
  private final Mailbox annasMailbox = Mailbox.of("anna");

  @BeforeAll
  static void start() {
    broker = new Broker();
    service = RunningService.started();
  }

  @AfterAll
  static void stop() {
    service.close();
    broker.close();
  }

  @BeforeEach
  void annaRegisters() {
    broker.publish(registered(anna, annasMailbox.address()), 1);
  }

  @Test
  void aTaskThatFallsDueIsRemindedOfOnce() {
    TaskStory task = dueSoon().called("Pay the rent");
    broker.publish(task.created(), 1);

    ReceivedMail mail = annasMailbox.awaitMails(1).getFirst();
    assertThat(mail.subject()).startsWith("Reminder: Pay the rent is due");
    assertThat(mail.text()).contains("Pay the rent").contains("the task is yours");
    assertThat(mail.from()).contains("reminders@taskledger.local");
    somethingElseIsRemindedOf();
    assertThat(annasMailbox.mails()).hasSize(1);
  }

  @Test
  void whatWasSentIsTold() {
    TaskStory task = dueSoon();
    var created = Broker.delivery(task.created(), 1, Instant.now());
    broker.publish(created);

    ConsumerRecord<String, byte[]> record =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> broker.sentTo(anna), sent -> !sent.isEmpty())
            .getFirst();
    JsonNode json = EventJson.mapper().readTree(record.value());
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "eventId",
            "eventTimestamp",
            "notificationId",
            "userId",
            "type",
            "channel",
            "subject",
            "status");
    assertThat(json.path("type").asString()).isEqualTo("task-reminder");
    assertThat(json.path("channel").asString()).isEqualTo("email");
    assertThat(json.path("status").asString()).isEqualTo("sent");
    assertThat(annasMailbox.awaitMails(1).getFirst().messageId())
        .isEqualTo("<" + json.path("notificationId").asString() + "@taskledger>");
    assertThat(KafkaCodec.texts(record.headers()))
        .containsEntry(EventHeader.EVENT_TYPE, "NotificationSent")
        .containsEntry(EventHeader.VERSION, "1")
        .containsEntry(EventHeader.ACTOR_KIND, "system")
        .containsEntry(EventHeader.CORRELATION_ID, "request-1")
        .containsEntry(
            EventHeader.CAUSATION_ID,
            EventJson.mapper().readTree(created.value()).path("eventId").asString())
        .containsEntry(EventHeader.TRACEPARENT, (String) Broker.ALONG.get(EventHeader.TRACEPARENT))
        .containsKey(EventHeader.POSITION)
        .doesNotContainKey(EventHeader.ACTOR);
  }

  @Test
  void whatWasDoneTrashedOrPutOffIsNotRemindedOf() {
    // Enough time to be armed in one batch and cancelled in another.
    Instant due = Instant.now().plusSeconds(6);
    TaskStory done = dueSoon().due(due);
    TaskStory trashed = dueSoon().due(due);
    TaskStory putOff = dueSoon().due(due);
    for (TaskStory task : List.of(done, trashed, putOff)) {
      broker.publish(task.created(), 1);
      await().atMost(Duration.ofSeconds(20)).until(() -> service.hasArmed(task));
    }
    broker.publish(done.completed(), 2);
    broker.publish(trashed.deleted(), 2);
    broker.publish(putOff.changed(TaskField.DUE_DATE, Instant.parse("2099-01-01T00:00:00Z")), 2);
    somethingElseIsRemindedOf(due);
    assertThat(annasMailbox.mails()).isEmpty();
    assertThat(service.hasArmed(putOff)).isTrue();
  }

  @Test
  void whoWantsNoRemindersGetsNone() {
    service.commandSide().wantsNoReminders(anna);
    Instant due = Instant.now().plusSeconds(4);
    TaskStory task = dueSoon().due(due);
    broker.publish(task.created(), 1);
    await().atMost(Duration.ofSeconds(20)).until(() -> service.hasArmed(task));
    somethingElseIsRemindedOf(due);
    await().atMost(Duration.ofSeconds(20)).until(() -> !service.hasArmed(task));
    assertThat(annasMailbox.mails()).isEmpty();
    assertThat(broker.sentTo(anna)).isEmpty();
  }

  @Test
  void aDeadlineWaitsForTheEventThatIsBeingApplied() throws SQLException {
    TaskStory task = dueSoon().due(Instant.now().plusSeconds(3));
    broker.publish(task.created(), 1);
    await().atMost(Duration.ofSeconds(20)).until(() -> service.hasArmed(task));
    try (Connection batch = service.connection();
        Statement change = batch.createStatement()) {
      batch.setAutoCommit(false);
      change.executeUpdate(
          """
          delete from saga_entry where saga_id =
            (select saga_id from association_value_entry where association_value = '%s')
          """
              .formatted(task.taskId()));
      await().atMost(Duration.ofSeconds(20)).until(() -> service.waitingForALock() > 0);
      batch.commit();
    }
    somethingElseIsRemindedOf(Instant.now());
    assertThat(annasMailbox.mails()).isEmpty();
  }

  @Test
  void theServiceTellsThatItIsReady() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/actuator/health/readiness"
                        .formatted(service.managementPort())))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("UP");
    }
  }

  @Test
  void aReminderThatIsAddedToAQuietTaskIsSent() {
    TaskStory task = aTask().ownedBy(anna).called("Quiet for now");
    broker.publish(task.created(), 1);
    broker.publish(task.changed(TaskField.REMINDERS, List.of(ReminderOffset.of(Duration.ZERO))), 2);
    broker.publish(task.changed(TaskField.DUE_DATE, dueSoon().dueDate()), 3);
    assertThat(annasMailbox.awaitMails(1).getFirst().subject()).contains("Quiet for now");
  }

  @Test
  void repeatedAndPermutedDeliveriesAreOneReminder() {
    TaskStory task = dueSoon().called("First title");
    var created = Broker.delivery(task.created(), 1, Instant.now());
    var renamed = Broker.delivery(task.changed(TaskField.TITLE, "Last title"), 3, Instant.now());
    var rescheduled =
        Broker.delivery(task.changed(TaskField.DUE_DATE, dueSoon().dueDate()), 2, Instant.now());
    List.of(renamed, rescheduled, renamed, created, rescheduled, created).forEach(broker::publish);

    assertThat(annasMailbox.awaitMails(1).getFirst().subject()).contains("Last title");
    broker.publish(created);
    broker.publish(renamed);
    somethingElseIsRemindedOf();
    assertThat(annasMailbox.mails()).hasSize(1);
  }

  @Test
  void aReminderWaitsForAUserWhoIsNotKnownYet() {
    UserId late = aUser();
    Mailbox lateMailbox = Mailbox.of("late");
    // A reminder of the past is not armed: the event, which happens now, must not be later.
    Instant due = Instant.now().plusMillis(500);
    broker.publish(aTask().ownedBy(late).due(due).reminded(Duration.ZERO).created(), 1);
    somethingElseIsRemindedOf();
    broker.publish(registered(late, lateMailbox.address()), 1);
    assertThat(lateMailbox.awaitMails(1)).hasSize(1);
  }

  private TaskStory dueSoon() {
    return aTask().ownedBy(anna).due(Instant.now().plus(SOON)).reminded(Duration.ZERO);
  }

  /** A marker: what was due before it has been sent when this returns, or never will be. */
  private static void somethingElseIsRemindedOf() {
    somethingElseIsRemindedOf(Instant.now().plus(SOON));
  }

  private static void somethingElseIsRemindedOf(Instant after) {
    UserId ben = aUser();
    Mailbox bensMailbox = Mailbox.of("ben");
    broker.publish(registered(ben, bensMailbox.address()), 1);
    broker.publish(aTask().ownedBy(ben).due(later(after)).reminded(Duration.ZERO).created(), 1);
    bensMailbox.awaitMails(1);
  }

  private static Instant later(Instant than) {
    Instant now = Instant.now();
    return (than.isAfter(now) ? than : now).plusMillis(500);
  }
}
