package io.taskledger.assistant.chat;

import io.taskledger.assistant.chat.Conversation.Command;
import io.taskledger.assistant.chat.Conversation.Pending;
import io.taskledger.assistant.chat.Reply.Confirmation;
import io.taskledger.assistant.language.QuickAdd;
import io.taskledger.assistant.language.Understood;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Does what is wanted, after a yes where that is needed. */
final class ChatCommands {
  private static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(10);

  /** The gateway waits no longer for an answer. */
  private static final Duration DONE_WITHIN = Duration.ofSeconds(10);

  private static final Map<String, String> FIELDS =
      Map.of("due date", "dueDate", "date", "dueDate", "assignee", "assigneeId");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,3}|an?|one) (day|week|month)s?");

  private final Turn turn;

  ChatCommands(Turn turn) {
    this.turn = turn;
  }

  String maybe(String line) {
    Understood understood = QuickAdd.understand(line, turn.at, List.of());
    if (understood.parts().isEmpty()) {
      return "I did not understand that, and did nothing. Say “help” for what can be said.";
    }
    return add(line);
  }

  String add(String line) {
    Understood understood = QuickAdd.understand(line, turn.at, List.of());
    turn.warnings.addAll(understood.warnings());
    if (understood.task().title().isBlank()) {
      return "What shall be its title?";
    }
    ResponseEntity<byte[]> answer =
        turn.command(HttpMethod.POST, "/api/tasks", understood.task().fields(), Map.of());
    JsonNode body = Turn.body(answer);
    if (answer.getStatusCode().isError()) {
      return body.path("title").asString("It was refused")
          + ": "
          + body.path("detail").asString("");
    }
    var task =
        new Found(
            UUID.fromString(body.path("taskId").asString()),
            understood.task().title(),
            "pending",
            understood.task().dueDate(),
            understood.task().timeZone(),
            List.of(),
            1);
    turn.done(new Command("create", task, HttpMethod.POST, "", null), answer, body);
    turn.conversation.show(List.of(task));
    turn.items = List.of(task);
    return "Added “%s”%s."
        .formatted(
            task.title(), task.dueDate() == null ? "" : ", due " + turn.when(task.dueDate()));
  }

  String prepare(Intent.Do wanted) {
    Targets.Result result =
        turn.targets.find(wanted.target(), wanted.verb() == Intent.Verb.RESTORE);
    if (!result.isClear() || result.tasks().isEmpty()) {
      return turn.unclear(result, wanted.target());
    }
    List<Command> commands = new ArrayList<>();
    for (Found task : result.tasks()) {
      Optional<Command> command = command(wanted, task);
      if (command.isEmpty()) {
        return "“" + wanted.argument() + "” is not something that I understand here.";
      }
      commands.add(command.get());
    }
    turn.conversation.speakOf(result.tasks());
    if (commands.size() > 1 || wanted.verb() == Intent.Verb.DELETE) {
      turn.items = result.tasks().stream().limit(Turn.SHOWN).toList();
      turn.conversation.show(result.tasks());
      String summary =
          "%s %s?"
              .formatted(
                  sentenceCase(wanted),
                  commands.size() == 1
                      ? "“" + result.tasks().getFirst().title() + "”"
                      : commands.size() + " tasks");
      UUID id = UUID.randomUUID();
      turn.conversation.await(new Pending(id, commands, turn.at.now().plus(CONFIRMED_WITHIN)));
      turn.confirmation = new Confirmation(id, summary, commands.size());
      return summary + " Say “yes” to do it.";
    }
    return run(commands);
  }

  private static String sentenceCase(Intent.Do wanted) {
    String verb = wanted.verb().name().toLowerCase(Locale.ROOT);
    String more = wanted.argument().isEmpty() ? "" : " (" + wanted.argument() + ")";
    return verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + more;
  }

  private Optional<Command> command(Intent.Do wanted, Found task) {
    String path = "/api/tasks/" + task.taskId();
    String argument = wanted.argument().strip();
    return switch (wanted.verb()) {
      case COMPLETE -> post("complete", task, path + "/complete");
      case REOPEN -> post("reopen", task, path + "/reopen");
      case RESTORE -> post("restore", task, path + "/restore");
      case DELETE -> Optional.of(new Command("delete", task, HttpMethod.DELETE, path, null));
      case START -> edit(task, Map.of("status", "in-progress"));
      case RENAME -> edit(task, Map.of("title", argument));
      case PRIORITY -> edit(task, Map.of("priority", argument.toUpperCase(Locale.ROOT)));
      case TAG -> edit(task, Map.of("tags", with(task.tags(), tags(argument))));
      case UNTAG ->
          edit(
              task,
              Map.of(
                  "tags",
                  task.tags().stream().filter(tag -> !tags(argument).contains(tag)).toList()));
      case ASSIGN ->
          turn.at
              .people()
              .apply(argument.replaceFirst("^@", ""))
              .flatMap(person -> edit(task, Map.of("assigneeId", person.toString())));
      case MOVE -> moved(task, argument).flatMap(due -> edit(task, due));
      case POSTPONE -> postponed(task, argument).flatMap(due -> edit(task, due));
    };
  }

  private static Optional<Command> post(String kind, Found task, String path) {
    return Optional.of(new Command(kind, task, HttpMethod.POST, path, null));
  }

  private static Optional<Command> edit(Found task, Map<String, Object> fields) {
    return Optional.of(
        new Command("edit", task, HttpMethod.PATCH, "/api/tasks/" + task.taskId(), fields));
  }

  private static List<String> tags(String argument) {
    return Stream.of(argument.split("[, ]+"))
        .map(tag -> tag.replaceFirst("^#", ""))
        .filter(tag -> !tag.isEmpty() && !tag.equalsIgnoreCase("and"))
        .toList();
  }

  private static List<String> with(List<String> tags, List<String> more) {
    return Stream.concat(tags.stream(), more.stream()).distinct().toList();
  }

  /** A day without a time keeps the time that the task had. */
  private Optional<Map<String, Object>> moved(Found task, String words) {
    Understood.Task read = QuickAdd.understand("x " + words, turn.at, List.of()).task();
    if (read.dueDate() == null || !read.title().equals("x")) {
      return Optional.empty();
    }
    Instant due = read.dueDate();
    if (Boolean.TRUE.equals(read.allDay()) && task.dueDate() != null) {
      LocalTime time = task.dueDate().atZone(turn.at.zone()).toLocalTime();
      due =
          due.atZone(turn.at.zone()).toLocalDate().atTime(time).atZone(turn.at.zone()).toInstant();
    }
    return Optional.of(Map.of("dueDate", due.toString(), "timeZone", turn.at.zone().getId()));
  }

  private Optional<Map<String, Object>> postponed(Found task, String words) {
    Matcher span = SPAN.matcher(words.toLowerCase(Locale.ROOT));
    if (!span.matches()) {
      return Optional.empty();
    }
    int count = Character.isDigit(span.group(1).charAt(0)) ? Integer.parseInt(span.group(1)) : 1;
    ZonedDateTime due =
        task.dueDate() == null
            ? turn.at.now().atZone(turn.at.zone()).with(Turn.END_OF_DAY)
            : task.dueDate().atZone(turn.at.zone());
    ZonedDateTime later =
        switch (span.group(2)) {
          case "day" -> due.plusDays(count);
          case "week" -> due.plusWeeks(count);
          default -> due.plusMonths(count);
        };
    return Optional.of(
        Map.of("dueDate", later.toInstant().toString(), "timeZone", turn.at.zone().getId()));
  }

  /** Does the commands, each at the version that was shown; says what was refused. */
  String run(List<Command> commands) {
    List<String> refused = new ArrayList<>();
    List<Command> done =
        perform(
            commands,
            command -> Map.of("If-Match", "\"" + command.task().version() + "\""),
            refused);
    String did =
        done.size() == 1 && commands.size() == 1
            ? "Done: “%s”.".formatted(commands.getFirst().task().title())
            : "%d of %d done.".formatted(done.size(), commands.size());
    return refused.isEmpty()
        ? did
        : (done.isEmpty() ? "Nothing was changed." : did) + " " + String.join(" ", refused);
  }

  /** One command after the other, as long as the gateway waits; answers those that were done. */
  private List<Command> perform(
      List<Command> commands,
      Function<Command, Map<String, String>> headers,
      List<String> refused) {
    List<Command> done = new ArrayList<>();
    long until = System.nanoTime() + DONE_WITHIN.toNanos();
    for (Command command : commands) {
      if (System.nanoTime() > until) {
        refused.add("The rest was left, for it took too long.");
        break;
      }
      ResponseEntity<byte[]> answer =
          turn.command(command.method(), command.path(), command.body(), headers.apply(command));
      JsonNode body = Turn.body(answer);
      if (answer.getStatusCode().isError()) {
        refused.add(
            "“%s”: %s.".formatted(command.task().title(), body.path("title").asString("refused")));
      } else {
        turn.done(command, answer, body);
        done.add(command);
      }
    }
    return done;
  }

  private static Command undoing(Found task, JsonNode change) {
    String path =
        "/api/tasks/%s/history/%s/undo".formatted(task.taskId(), change.path("eventId").asString());
    return new Command("undo", task, HttpMethod.POST, path, null);
  }

  /** The last change of a field that can still be taken back, whoever made it. */
  String undoField(String field, String target) {
    Targets.Result result = turn.targets.find(target, false);
    if (!result.isClear() || result.tasks().size() != 1) {
      return turn.unclear(result, target);
    }
    Found task = result.tasks().getFirst();
    String said = field.toLowerCase(Locale.ROOT);
    String name = FIELDS.getOrDefault(said, said);
    JsonNode history =
        turn.query("/api/tasks/{taskId}/history?order=desc&limit=200", task.taskId());
    for (JsonNode entry : history.path("items")) {
      boolean isOfField =
          entry
              .path("changes")
              .valueStream()
              .anyMatch(each -> each.path("field").asString("").equals(name));
      boolean isEdit = !entry.path("type").asString("").equals("TaskCreated");
      if (isOfField && isEdit && entry.path("undoable").asBoolean()) {
        return run(List.of(undoing(task, entry)));
      }
    }
    return "There is no change of the %s of “%s” to undo.".formatted(said, task.title());
  }

  /**
   * The last commands of the person, also older than the conversation; all of one request at once.
   */
  String undo(int count) {
    JsonNode mine = turn.query("/api/changes?by=me&limit=100").path("items");
    List<String> takenBack = new ArrayList<>();
    mine.forEach(change -> takenBack.add(change.path("undoes").asString("")));
    List<Command> commands = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    for (JsonNode change : mine) {
      String request = change.path("correlationId").asString(change.path("eventId").asString(""));
      boolean isNext = requests.contains(request) || requests.size() < count;
      if (isNext
          && change.path("undoable").asBoolean()
          && !change.has("undoes")
          && !takenBack.contains(change.path("eventId").asString())) {
        if (!requests.contains(request)) {
          requests.add(request);
        }
        UUID taskId = UUID.fromString(change.path("taskId").asString());
        var task =
            new Found(taskId, change.path("title").asString(""), "", null, null, List.of(), 0);
        commands.add(undoing(task, change));
      }
    }
    if (commands.isEmpty()) {
      return "There is nothing to undo.";
    }
    List<Command> done = perform(commands, command -> Map.of(), new ArrayList<>());
    turn.conversation.speakOf(commands.stream().map(Command::task).toList());
    return done.isEmpty()
        ? "It could not be undone: later changes stand in the way."
        : "Undone: "
            + String.join(
                ", ",
                done.stream()
                    .map(command -> "“" + command.task().title() + "”")
                    .distinct()
                    .limit(Targets.SHOWN)
                    .toList())
            + ".";
  }
}
