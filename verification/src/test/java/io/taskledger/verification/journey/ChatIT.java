package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.local.client.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody works by chat alone, through the gateway. */
class ChatIT {
  private final Api anna = SharedSystem.user("Anna");
  private String conversation = "";

  private JsonNode say(String message) {
    var body =
        conversation.isEmpty()
            ? Map.of("message", message)
            : Map.of("message", message, "conversationId", conversation);
    Api.Answer answer = anna.send("POST", "/api/chat", body);
    assertThat(answer.status()).isEqualTo(200);
    conversation = answer.body().path("conversationId").asString();
    return answer.body();
  }

  private static String reply(JsonNode answer) {
    return answer.path("reply").asString();
  }

  @Test
  void tasksAreAddedFoundChangedAndUndone() {
    JsonNode added = say("add Call the dentist tomorrow 9am #health !high");
    assertThat(reply(added)).startsWith("Added “Call the dentist”, due ");
    assertThat(added.path("actions").path(0).path("undo").asString()).endsWith("/undo");
    say("Buy milk tomorrow");

    JsonNode found = say("find dentist");
    assertThat(found.path("items")).hasSize(1);
    assertThat(reply(say("rename 1 to Call Dr Berg"))).isEqualTo("Done: “Call the dentist”.");
    assertThat(reply(say("who changed it"))).contains("Anna changed “Call Dr Berg”");

    assertThat(reply(say("undo the change of title of it"))).startsWith("Done");
    assertThat(reply(say("undo the change of title of it"))).startsWith("Done");
    assertThat(reply(say("undo the change of priority of it"))).startsWith("There is no change");

    assertThat(reply(say("complete Call Dr"))).startsWith("Done");
    assertThat(reply(say("undo"))).isEqualTo("Undone: “Call Dr Berg”.");
    assertThat(reply(say("how many tasks"))).startsWith("2 open");
  }

  @Test
  void whatTouchesManyOrDeletesAsksFirstAndOnlyTheNextYesCounts() {
    say("Report a tomorrow");
    say("Report b tomorrow");
    say("show tomorrow");
    JsonNode asked = say("complete all of them");
    assertThat(asked.path("needsConfirmation").path("count").asInt()).isEqualTo(2);
    assertThat(asked.path("actions")).isEmpty();
    say("help");
    assertThat(reply(say("yes"))).isEqualTo("There is nothing to confirm.");

    assertThat(say("delete Report a").path("needsConfirmation").path("count").asInt()).isEqualTo(1);
    assertThat(reply(say("no"))).isEqualTo("Nothing was changed.");
    say("delete Report a");
    assertThat(say("yes").path("actions")).hasSize(1);
    assertThat(reply(say("restore Report a"))).startsWith("Done");
  }

  @Test
  void aYesDoesNotOverwriteWhatOthersHaveChangedMeanwhile() {
    JsonNode added = say("add Draft tomorrow");
    String taskId = added.path("items").path(0).path("taskId").asString();
    say("delete it");
    anna.send("PATCH", "/api/tasks/" + taskId, Map.of("title", "Final"));
    assertThat(reply(say("yes"))).startsWith("Nothing was changed.");
    assertThat(anna.send("GET", "/api/tasks/" + taskId, null).body().path("deletedAt").isNull())
        .isTrue();
  }

  @Test
  void severalThatFitAreAskedForAndNoneIsSaidSo() {
    say("add Invoice May tomorrow");
    say("add Invoice June tomorrow");
    JsonNode which = say("complete invoice");
    assertThat(reply(which)).isEqualTo("Which one? Say its number.");
    assertThat(which.path("items")).hasSize(2);
    assertThat(say("complete 2").path("actions")).hasSize(1);
    assertThat(reply(say("complete xyzzy"))).startsWith("There is no task “xyzzy”.");
    assertThat(reply(say("colourless green ideas"))).startsWith("I did not understand that");
  }

  @Test
  void anothersConversationIsNotKnownAndBadInputIsRefused() {
    JsonNode mine = say("add Secret plan tomorrow");
    Api ben = SharedSystem.user("Ben");
    Api.Answer answer =
        ben.send(
            "POST",
            "/api/chat",
            Map.of(
                "message", "complete 1", "conversationId", mine.path("conversationId").asString()));
    assertThat(answer.body().path("conversationId")).isNotEqualTo(mine.path("conversationId"));
    assertThat(answer.body().path("actions")).isEmpty();
    assertThat(ben.send("POST", "/api/chat", Map.of("message", "x".repeat(4_001))).status())
        .isEqualTo(400);
    assertThat(ben.send("POST", "/api/chat", Map.of("text", "help")).status()).isEqualTo(400);
    assertThat(
            ben.send("POST", "/api/quick-add", Map.of("text", "tomorrow #home"))
                .body()
                .path("code")
                .asString())
        .isEqualTo("title-missing");
  }

  @Test
  void aLineThatWasWrittenBeforeMeansTheSameHoweverOftenItIsSent() {
    var body =
        Map.of(
            "text", "Check the oven in 45 min", "now", "2027-03-01T10:00:00Z", "timeZone", "UTC");
    String[] key = {"Idempotency-Key", "line-1"};
    Api.Answer first = anna.send("POST", "/api/quick-add", body, key);
    Api.Answer again = anna.send("POST", "/api/quick-add", body, key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.body().path("taskId")).isEqualTo(first.body().path("taskId"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    String task = "/api/tasks/" + first.body().path("taskId").asString();
    String position = first.header("Taskledger-Position");
    assertThat(
            anna.send("GET", task, null, "Taskledger-Min-Position", position)
                .body()
                .path("dueDate")
                .asString())
        .isEqualTo("2027-03-01T10:45:00Z");
  }
}
