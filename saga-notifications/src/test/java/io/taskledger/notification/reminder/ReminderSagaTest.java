package io.taskledger.notification.reminder;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskField;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.notification.StandInCommandSide;
import io.taskledger.notification.TaskStory;
import io.taskledger.notification.TestDatabase;
import io.taskledger.notification.delivery.EarlierNotifications;
import io.taskledger.notification.delivery.SendNotification;
import io.taskledger.notification.recipient.UserWishes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class ReminderSagaTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static JdbcTemplate database;
  private static StandInCommandSide commandSide;
  private final List<SendNotification> sent = new ArrayList<>();
  private final List<MetaData> sentAlong = new ArrayList<>();
  private SagaTestFixture<ReminderSaga> saga;

  @BeforeAll
  static void connect() {
    database = new JdbcTemplate(TestDatabase.migrated());
    commandSide = new StandInCommandSide();
  }

  @AfterAll
  static void disconnect() {
    commandSide.close();
  }

  @BeforeEach
  void itIsEight() {
    saga = new SagaTestFixture<>(ReminderSaga.class);
    saga.registerResource(new TasksWithoutReminder(database));
    saga.registerResource(Clock.systemUTC());
    saga.registerResource(
        new EarlierNotifications(new KafkaSettings("localhost:1", Map.of()), Clock.systemUTC()));
    saga.registerResource(preferences(commandSide.uri()));
    saga.setCallbackBehavior(
        (command, metaData) -> {
          sentAlong.add(metaData);
          return sent.add((SendNotification) command);
        });
    saga.givenCurrentTime(NOW);
  }

  @Test
  void aReminderIsSentWhenItsMomentComes() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created()).whenTimeElapses(Duration.ofHours(3)).expectActiveSagas(0);
    assertThat(sent).extracting(SendNotification::userId).containsExactly(task.owner());
  }

  @Test
  void whoWantsNoneGetsNone() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    commandSide.wantsNoReminders(task.owner());
    saga.givenAPublished(task.created())
        .whenTimeElapses(Duration.ofHours(3))
        .expectNoDispatchedCommands()
        .expectActiveSagas(0);
  }

  @Test
  void aReminderIsSentAlthoughNobodyTellsWhatIsPreferred() {
    saga.registerResource(preferences(URI.create("http://localhost:1")));
    saga.givenAPublished(aTask().due(NOON).reminded(HOUR).created())
        .whenTimeElapses(Duration.ofHours(3));
    assertThat(sent).hasSize(1);
  }

  private static UserWishes preferences(URI commandSide) {
    return new UserWishes(commandSide, StandInCommandSide.SERVICE_TOKEN);
  }

  @Test
  void aReminderIsNotSentBeforeItsMoment() {
    saga.givenAPublished(aTask().due(NOON).reminded(HOUR).created())
        .whenTimeElapses(Duration.ofHours(3).minusMillis(1))
        .expectNoDispatchedCommands()
        .expectActiveSagas(1);
  }

  @Test
  void everyReminderOfATaskIsSent() {
    TaskStory task = aTask().due(NOON).reminded(HOUR, Duration.ZERO);
    saga.givenAPublished(task.created()).whenTimeElapses(DAY).expectActiveSagas(0);
    assertThat(sent).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aTaskWithNothingToRemindOfNeedsNoSaga() {
    saga.givenNoPriorActivity().whenPublishingA(aTask().created()).expectActiveSagas(0);
  }

  @Test
  void aMomentThatHadPassedWhenTheTaskWasMadeIsNotRemindedOf() {
    saga.givenNoPriorActivity()
        .whenPublishingA(aTask().due(NOW.plus(HOUR)).reminded(DAY).created())
        .expectNoScheduledDeadlines()
        .expectActiveSagas(0);
  }

  @Test
  void aReminderThatIsAddedLaterIsSent() {
    TaskStory task = aTask().called("Pay the rent");
    saga.givenAPublished(task.created())
        .andThenAPublished(task.changed(TaskField.DUE_DATE, NOON))
        .andThenAPublished(task.changed(TaskField.REMINDERS, List.of(ReminderOffset.of(HOUR))))
        .whenTimeElapses(Duration.ofHours(3));
    assertThat(sent)
        .extracting(SendNotification::subject)
        .singleElement()
        .asString()
        .contains("Pay the rent");
  }

  @Test
  void aRescheduledTaskIsRemindedOfAtItsNewTimeOnly() throws Exception {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .andThenAPublished(task.changed(TaskField.DUE_DATE, NOON.plus(DAY)))
        .andThenTimeElapses(Duration.ofHours(20))
        .whenTimeElapses(Duration.ofHours(7));
    assertThat(sent)
        .extracting(SendNotification::subject)
        .singleElement()
        .asString()
        .contains("2 Mar 2026");
  }

  @Test
  void theOldTimeOfARescheduledTaskPassesInSilence() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .andThenAPublished(task.changed(TaskField.DUE_DATE, NOON.plus(DAY)))
        .whenTimeElapses(Duration.ofHours(20))
        .expectNoDispatchedCommands();
  }

  @Test
  void aCompletedTaskIsNotRemindedOf() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .whenPublishingA(task.completed())
        .expectNoScheduledDeadlines()
        .expectActiveSagas(0);
  }

  @Test
  void aTaskInTheTrashIsNotRemindedOf() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .whenPublishingA(task.deleted())
        .expectNoScheduledDeadlines()
        .expectActiveSagas(0);
  }

  @Test
  void aReopenedTaskIsRemindedOfAgain() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .andThenAPublished(task.completed())
        .andThenAPublished(task.changed(TaskField.STATUS, Status.PENDING))
        .whenTimeElapses(Duration.ofHours(3));
    assertThat(sent).hasSize(1);
  }

  @Test
  void aTaskThatIsRestoredAfterItsMomentIsNotRemindedOf() throws Exception {
    TaskStory task = aTask().due(NOON).reminded(HOUR, Duration.ZERO);
    saga.givenAPublished(task.created())
        .andThenAPublished(task.deleted())
        .andThenTimeElapses(Duration.ofHours(3).plusMinutes(1))
        .andThenAPublished(task.restored())
        .whenTimeElapses(DAY);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aNewTitleStandsInTheReminderThatWasSetBefore() {
    TaskStory task = aTask().called("Call Bob").due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .andThenAPublished(task.changed(TaskField.TITLE, "Call Alice"))
        .whenTimeElapses(Duration.ofHours(3));
    assertThat(sent)
        .extracting(SendNotification::subject)
        .singleElement()
        .asString()
        .contains("Call Alice");
  }

  @Test
  void theAssigneeIsRemindedInsteadOfTheOwner() {
    var colleague = aUser();
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(task.created())
        .andThenAPublished(task.changed(TaskField.ASSIGNEE_ID, colleague))
        .whenTimeElapses(Duration.ofHours(3));
    assertThat(sent).singleElement().matches(mail -> mail.userId().equals(colleague));
    assertThat(sent.getFirst().text()).contains("is assigned to you");
  }

  @Test
  void anAssigneeWhoDoesNotKnowTheOwnerIsNotWrittenToAndTheOwnerIs() {
    var stranger = aUser();
    commandSide.knowsNobody(stranger);
    TaskStory task = aTask().due(NOON).reminded(HOUR).assignedTo(stranger);
    saga.givenAPublished(task.created()).whenTimeElapses(Duration.ofHours(3));
    assertThat(sent).singleElement().matches(mail -> mail.userId().equals(task.owner()));
  }

  @Test
  void aReminderOfDaysRingsAtTheSameTimeOfDayWhenTheClocksHaveChanged() throws Exception {
    // The clocks of Berlin go forward on 29 March 2026.
    Instant due = Instant.parse("2026-03-29T10:00:00Z");
    TaskStory task =
        new TaskStory(
            aTask().taskId(),
            aUser(),
            "Pay",
            due,
            java.time.ZoneId.of("Europe/Berlin"),
            null,
            List.of(ReminderOffset.parse("P1D")));
    Instant noonBefore = Instant.parse("2026-03-28T11:00:00Z");
    saga.givenAPublished(task.created())
        .andThenTimeElapses(Duration.between(NOW, noonBefore).minusMillis(1))
        .whenTimeElapses(Duration.ZERO)
        .expectNoDispatchedCommands();
    assertThat(sent).isEmpty();
    saga.whenTimeElapses(Duration.ofMillis(1));
    assertThat(sent).hasSize(1);
  }

  @Test
  void theReminderCarriesWhatSetItAndNotWhoLastTouchedTheTask() {
    TaskStory task = aTask().due(NOON).reminded(HOUR);
    saga.givenAPublished(
            task.created(),
            Map.of(EventHeader.CORRELATION_ID, "first", EventHeader.TRACEPARENT, "00-a-b-01"))
        .andThenAPublished(
            task.changed(TaskField.TITLE, "Other"), Map.of(EventHeader.CORRELATION_ID, "second"))
        .whenTimeElapses(Duration.ofHours(3));
    assertThat(sentAlong).hasSize(1);
    assertThat(sentAlong.getFirst())
        .containsEntry(EventHeader.ACTOR_KIND, "system")
        .containsEntry(EventHeader.CORRELATION_ID, "first")
        .containsEntry(EventHeader.TRACEPARENT, "00-a-b-01")
        .containsKey(EventHeader.CAUSATION_ID)
        .doesNotContainKey(EventHeader.ACTOR);
  }
}
