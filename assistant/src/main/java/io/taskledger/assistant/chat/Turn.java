package io.taskledger.assistant.chat;

import io.taskledger.assistant.chat.Conversation.Command;
import io.taskledger.assistant.chat.Reply.Action;
import io.taskledger.assistant.chat.Reply.Confirmation;
import io.taskledger.assistant.language.Setting;
import io.taskledger.assistant.services.Api;
import io.taskledger.web.PositionTokens;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message and what comes of it: who wrote it, where and when, and what the reply will hold. */
final class Turn {
  static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final JsonMapper JSON = new JsonMapper();

  /** Tasks that an answer shows, and that can be spoken of by their numbers. */
  static final int SHOWN = 20;

  static final int MOST = 100;

  private final Api api;
  private final String authorization;
  final Setting at;
  final Conversation conversation;
  final Targets targets;
  final List<Action> actions = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  List<Found> items = List.of();
  @Nullable Confirmation confirmation;

  Turn(Api api, String authorization, Setting at, Conversation conversation) {
    this.api = api;
    this.authorization = authorization;
    this.at = at;
    this.conversation = conversation;
    this.targets = new Targets(this);
  }

  /** Reads as the person, with all that was done in the conversation. */
  JsonNode query(String path, Object... values) {
    return api.query(authorization, conversation.readHeaders(), path, values);
  }

  ResponseEntity<byte[]> command(
      HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
    return api.command(authorization, method, path, body, headers);
  }

  static JsonNode body(ResponseEntity<byte[]> answer) {
    return JSON.readTree(answer.getBody() == null ? new byte[0] : answer.getBody());
  }

  String listed(List<Found> found, String heading) {
    conversation.show(found.stream().limit(MOST).toList());
    items = found.stream().limit(SHOWN).toList();
    if (found.isEmpty()) {
      return "Nothing is " + heading + ".";
    }
    String count = found.size() == MOST ? MOST + " or more" : Integer.toString(found.size());
    return "%s %s %s.".formatted(count, found.size() == 1 ? "task is" : "tasks are", heading);
  }

  String unclear(Targets.Result result, String words) {
    if (!result.tasks().isEmpty()) {
      conversation.show(result.tasks());
      items = result.tasks();
      return "Which one? Say its number.";
    }
    List<Found> near = targets.nearest(words);
    conversation.show(near);
    items = near;
    return "There is no task “" + words + "”." + (near.isEmpty() ? "" : " Perhaps one of these?");
  }

  String startOf(LocalDate day) {
    return day.atStartOfDay(at.zone()).toInstant().toString();
  }

  String when(Instant due) {
    ZonedDateTime local = due.atZone(at.zone());
    return (local.toLocalTime().equals(END_OF_DAY) ? DAY : MINUTE).format(local);
  }

  void done(Command command, ResponseEntity<byte[]> answer, JsonNode body) {
    conversation.reached(answer.getHeaders().getFirst(PositionTokens.POSITION_HEADER));
    String eventId = body.path("eventId").asString("");
    String renamed =
        command.body() instanceof Map<?, ?> fields && fields.get("title") instanceof String title
            ? title
            : null;
    conversation.changed(command.task().taskId(), body.path("version").asLong(), renamed);
    actions.add(
        Conversation.action(
            command,
            eventId.isEmpty() ? null : UUID.fromString(eventId),
            body.path("version").asLong()));
  }

  List<Found> list(String parameters) {
    return Found.all(query("/api/tasks?" + parameters));
  }
}
