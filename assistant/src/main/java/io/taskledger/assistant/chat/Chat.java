package io.taskledger.assistant.chat;

import io.taskledger.assistant.chat.Conversation.Command;
import io.taskledger.assistant.chat.Conversation.Pending;
import io.taskledger.assistant.chat.Reply.Action;
import io.taskledger.assistant.chat.Reply.Confirmation;
import io.taskledger.assistant.chat.Reply.Item;
import io.taskledger.assistant.language.QuickAdd;
import io.taskledger.assistant.language.Setting;
import io.taskledger.assistant.language.Understood;
import io.taskledger.assistant.services.Api;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers one message of a conversation, with the token of the person who wrote it. */
final class Chat {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(10);
  private static final int BAD = 400;
  private static final int SHOWN = 20;
  private static final int MOST = 100;
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final Pattern SPAN = Pattern.compile("(\\d{1,3}|an?|one) (day|week|month)s?");

  private final Api api;
  private final String authorization;
  private final Setting at;
  private final Conversation conversation;
  private final Targets targets;
  private final List<Action> actions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private List<Found> items = List.of();
  private @Nullable Confirmation confirmation;

  Chat(Api api, String authorization, Setting at, Conversation conversation) {
    this.api = api;
    this.authorization = authorization;
    this.at = at;
    this.conversation = conversation;
    this.targets = new Targets(api, authorization, conversation);
  }

  Reply answer(String message) {
    Intent intent = ChatGrammar.read(message);
    // Only the message right behind the question confirms.
    Pending pending = conversation.takePending(at.now());
    String reply =
        switch (intent) {
          case Intent.Help() -> help();
          case Intent.Confirm() ->
              pending == null ? "There is nothing to confirm." : run(pending.commands());
          case Intent.Cancel() ->
              pending == null ? "There is nothing to cancel." : "Nothing was changed.";
          case Intent.Undo(int count) -> undo(count);
          case Intent.Show(String parameters, String heading) -> show(parameters, heading);
          case Intent.Find(String words) -> find(words);
          case Intent.Count() -> count();
          case Intent.Changes(boolean mine, String since) -> changes(mine, since);
          case Intent.AsOf(String when) -> asOf(when);
          case Intent.Who(String target) -> who(target);
          case Intent.Do command -> prepare(command);
          case Intent.Add(String line) -> add(line);
          case Intent.Maybe(String line) -> maybe(line);
        };
    List<Item> numbered = new ArrayList<>();
    for (Found task : items) {
      numbered.add(
          new Item(
              numbered.size() + 1,
              task.taskId(),
              task.title(),
              task.status(),
              task.dueDate() == null ? null : task.dueDate().toString()));
    }
    return new Reply(
        conversation.id(), reply, numbered, actions, confirmation, "grammar", warnings);
  }

  private String help() {
    List<Found> some = list("status=pending&status=in-progress&sort=dueDate&limit=3");
    String own =
        some.isEmpty()
            ? ""
            : " For example: “complete %s”, “move %s to friday 5pm”, “who changed %s”."
                .formatted(title(some, 0), title(some, 1), title(some, 2));
    return "Say “what is overdue”, “show today”, “find invoice”, “add call Anna tomorrow 9am”,"
        + " “postpone 2 by 3 days”, “what did I do yesterday” or “undo”."
        + own;
  }

  private static String title(List<Found> tasks, int index) {
    return tasks.get(index % tasks.size()).title();
  }

  private String show(String parameters, String heading) {
    return listed(list(moments(parameters) + "&limit=" + MOST), heading);
  }

  private String listed(List<Found> found, String heading) {
    conversation.show(found.stream().limit(MOST).toList());
    items = found.stream().limit(SHOWN).toList();
    if (found.isEmpty()) {
      return "Nothing is " + heading + ".";
    }
    String count = found.size() == MOST ? MOST + " or more" : Integer.toString(found.size());
    return "%s %s %s.".formatted(count, found.size() == 1 ? "task is" : "tasks are", heading);
  }

  /** Moments of the person's days, in the place of their names. */
  private String moments(String parameters) {
    LocalDate today = at.now().atZone(at.zone()).toLocalDate();
    DayOfWeek start = at.weekStart();
    return parameters
        .replace("{tomorrow}", startOf(today.plusDays(1)))
        .replace("{after}", startOf(today.plusDays(2)))
        .replace("{week}", startOf(today.with(TemporalAdjusters.next(start))));
  }

  private String startOf(LocalDate day) {
    return day.atStartOfDay(at.zone()).toInstant().toString();
  }

  private String find(String words) {
    List<Found> found =
        Found.all(
            api.query(
                authorization, conversation.readHeaders(), "/api/tasks?limit=20&q={q}", words));
    conversation.show(found);
    items = found;
    return found.isEmpty()
        ? "No task has “" + words + "”."
        : "%d %s “%s”."
            .formatted(found.size(), found.size() == 1 ? "task has" : "tasks have", words);
  }

  private String count() {
    JsonNode numbers =
        api.query(
            authorization,
            conversation.readHeaders(),
            "/api/dashboard?timeZone={zone}",
            at.zone().getId());
    JsonNode status = numbers.path("byStatus");
    return "%d open, %d in progress, %d done; %d overdue, %d due today."
        .formatted(
            status.path("pending").asInt(),
            status.path("in-progress").asInt(),
            status.path("completed").asInt(),
            numbers.path("overdue").asInt(),
            numbers.path("dueToday").asInt());
  }

  private String changes(boolean mine, String since) {
    LocalDate today = at.now().atZone(at.zone()).toLocalDate();
    String words = since.replaceFirst("(?i)^(since|on) ", "");
    LocalDate day =
        switch (words.toLowerCase(Locale.ROOT)) {
          case "today" -> today;
          case "yesterday" -> today.minusDays(1);
          case "this week" -> today.with(TemporalAdjusters.previousOrSame(at.weekStart()));
          default -> pastDay(words).orElse(null);
        };
    if (day == null) {
      return "“" + words + "” is not a day that I understand.";
    }
    boolean onlyThatDay =
        since.equalsIgnoreCase("yesterday") || since.toLowerCase(Locale.ROOT).startsWith("on ");
    List<JsonNode> found = new ArrayList<>();
    for (String by : mine ? List.of("me") : List.of("me", "others")) {
      api.query(
              authorization,
              conversation.readHeaders(),
              "/api/changes?by={by}&since={since}&limit=50",
              by,
              startOf(day))
          .path("items")
          .forEach(
              change -> {
                Instant when = Instant.parse(change.path("at").asString());
                if (!onlyThatDay
                    || when.isBefore(day.plusDays(1).atStartOfDay(at.zone()).toInstant())) {
                  found.add(change);
                }
              });
    }
    if (found.isEmpty()) {
      return "Nothing was changed.";
    }
    var told =
        new StringBuilder(
            "%d %s:".formatted(found.size(), found.size() == 1 ? "change" : "changes"));
    found.stream()
        .sorted((a, b) -> b.path("at").asString().compareTo(a.path("at").asString()))
        .limit(SHOWN)
        .forEach(change -> told.append("\n").append(sentence(change)));
    return told.toString();
  }

  private String sentence(JsonNode change) {
    String who = change.path("actor").path("name").asString("The system");
    String did =
        switch (change.path("type").asString("")) {
          case "TaskCreated" -> "created";
          case "TaskCompleted" -> "completed";
          case "TaskDeleted" -> "deleted";
          case "TaskRestored" -> "restored";
          default -> "changed";
        };
    return "%s: %s %s “%s”"
        .formatted(
            MINUTE.format(Instant.parse(change.path("at").asString()).atZone(at.zone())),
            who,
            did,
            change.path("title").asString(""));
  }

  /** The last such day, where a weekday is named; a date as it is. */
  private Optional<LocalDate> pastDay(String words) {
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT);
      if (words.equalsIgnoreCase(name) || words.equalsIgnoreCase(name.substring(0, 3))) {
        return Optional.of(
            at.now().atZone(at.zone()).toLocalDate().with(TemporalAdjusters.previous(day)));
      }
    }
    Instant due = QuickAdd.understand("x " + words, at, List.of()).task().dueDate();
    return Optional.ofNullable(due).map(moment -> moment.atZone(at.zone()).toLocalDate());
  }

  private String asOf(String when) {
    LocalDate today = at.now().atZone(at.zone()).toLocalDate();
    Optional<LocalDate> day =
        when.equalsIgnoreCase("yesterday") ? Optional.of(today.minusDays(1)) : pastDay(when);
    if (day.isEmpty() || day.get().isAfter(today)) {
      return "“" + when + "” is not a day in the past that I understand.";
    }
    Instant moment = day.get().plusDays(1).atStartOfDay(at.zone()).toInstant();
    Instant asOf = moment.isAfter(at.now()) ? at.now() : moment;
    List<Found> found =
        Found.all(
            api.query(
                authorization,
                "/api/tasks?status=pending&status=in-progress&sort=dueDate&limit=100&asOf={asOf}",
                asOf));
    conversation.show(List.of());
    items = found.stream().limit(SHOWN).toList();
    return "%d %s open at the end of %s."
        .formatted(
            found.size(), found.size() == 1 ? "task was" : "tasks were", DAY.format(day.get()));
  }

  private String who(String target) {
    Targets.Result result = targets.find(target, false);
    if (!result.isClear() || result.tasks().size() != 1) {
      return unclear(result, target);
    }
    Found task = result.tasks().getFirst();
    conversation.speakOf(result.tasks());
    JsonNode history =
        api.query(
            authorization,
            conversation.readHeaders(),
            "/api/tasks/{taskId}/history?order=desc&limit=7",
            task.taskId());
    var told = new StringBuilder("“" + task.title() + "”:");
    for (JsonNode entry : history.path("items")) {
      var change = (tools.jackson.databind.node.ObjectNode) entry;
      told.append("\n").append(sentence(change.put("title", task.title())));
    }
    return told.toString();
  }

  private String maybe(String line) {
    Understood understood = QuickAdd.understand(line, at, List.of());
    if (understood.parts().isEmpty()) {
      return "I did not understand that, and did nothing. Say “help” for what can be said.";
    }
    return add(line);
  }

  private String add(String line) {
    Understood understood = QuickAdd.understand(line, at, List.of());
    warnings.addAll(understood.warnings());
    if (understood.task().title().isBlank()) {
      return "What shall be its title?";
    }
    ResponseEntity<byte[]> answer =
        api.command(
            authorization, HttpMethod.POST, "/api/tasks", understood.task().fields(), Map.of());
    JsonNode body = JSON.readTree(answer.getBody() == null ? new byte[0] : answer.getBody());
    if (answer.getStatusCode().value() >= BAD) {
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
    done(new Command("create", task, HttpMethod.POST, "", null), answer, body);
    conversation.show(List.of(task));
    items = List.of(task);
    return "Added “%s”%s."
        .formatted(task.title(), task.dueDate() == null ? "" : ", due " + when(task.dueDate()));
  }

  private String when(Instant due) {
    ZonedDateTime local = due.atZone(at.zone());
    return (local.toLocalTime().equals(END_OF_DAY) ? DAY : MINUTE).format(local);
  }

  private String prepare(Intent.Do wanted) {
    Targets.Result result = targets.find(wanted.target(), wanted.verb() == Intent.Verb.RESTORE);
    if (!result.isClear() || result.tasks().isEmpty()) {
      return unclear(result, wanted.target());
    }
    List<Command> commands = new ArrayList<>();
    for (Found task : result.tasks()) {
      Optional<Command> command = command(wanted, task);
      if (command.isEmpty()) {
        return "“" + wanted.argument() + "” is not something that I understand here.";
      }
      commands.add(command.get());
    }
    conversation.speakOf(result.tasks());
    if (commands.size() > 1 || wanted.verb() == Intent.Verb.DELETE) {
      items = result.tasks().stream().limit(SHOWN).toList();
      String summary =
          "%s %s?"
              .formatted(
                  sentenceCase(wanted),
                  commands.size() == 1
                      ? "“" + result.tasks().getFirst().title() + "”"
                      : commands.size() + " tasks");
      UUID id = UUID.randomUUID();
      conversation.await(new Pending(id, commands, at.now().plus(CONFIRMED_WITHIN)));
      confirmation = new Confirmation(id, summary, commands.size());
      return summary + " Say “yes” to do it.";
    }
    return run(commands);
  }

  private static String sentenceCase(Intent.Do wanted) {
    String verb = wanted.verb().name().toLowerCase(Locale.ROOT);
    String more = wanted.argument().isEmpty() ? "" : " (" + wanted.argument() + ")";
    return verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + more;
  }

  private String unclear(Targets.Result result, String words) {
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
          at.people()
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
    Understood.Task read = QuickAdd.understand("x " + words, at, List.of()).task();
    if (read.dueDate() == null || !read.title().equals("x")) {
      return Optional.empty();
    }
    Instant due = read.dueDate();
    if (Boolean.TRUE.equals(read.allDay()) && task.dueDate() != null) {
      LocalTime time = task.dueDate().atZone(at.zone()).toLocalTime();
      due = due.atZone(at.zone()).toLocalDate().atTime(time).atZone(at.zone()).toInstant();
    }
    return Optional.of(Map.of("dueDate", due.toString(), "timeZone", at.zone().getId()));
  }

  private Optional<Map<String, Object>> postponed(Found task, String words) {
    Matcher span = SPAN.matcher(words.toLowerCase(Locale.ROOT));
    if (!span.matches()) {
      return Optional.empty();
    }
    int count = Character.isDigit(span.group(1).charAt(0)) ? Integer.parseInt(span.group(1)) : 1;
    ZonedDateTime due =
        task.dueDate() == null
            ? at.now().atZone(at.zone()).with(END_OF_DAY)
            : task.dueDate().atZone(at.zone());
    ZonedDateTime later =
        switch (span.group(2)) {
          case "day" -> due.plusDays(count);
          case "week" -> due.plusWeeks(count);
          default -> due.plusMonths(count);
        };
    return Optional.of(
        Map.of("dueDate", later.toInstant().toString(), "timeZone", at.zone().getId()));
  }

  /** Does the commands, each at the version that was shown; says what was refused. */
  private String run(List<Command> commands) {
    List<String> refused = new ArrayList<>();
    for (Command command : commands) {
      ResponseEntity<byte[]> answer =
          api.command(
              authorization,
              command.method(),
              command.path(),
              command.body(),
              Map.of("If-Match", "\"" + command.task().version() + "\""));
      JsonNode body = JSON.readTree(answer.getBody() == null ? new byte[0] : answer.getBody());
      if (answer.getStatusCode().value() >= BAD) {
        refused.add(
            "“%s”: %s.".formatted(command.task().title(), body.path("title").asString("refused")));
      } else {
        done(command, answer, body);
      }
    }
    String did =
        actions.size() == 1 && commands.size() == 1
            ? "Done: “%s”.".formatted(commands.getFirst().task().title())
            : "%d of %d done.".formatted(actions.size(), commands.size());
    return refused.isEmpty()
        ? did
        : (actions.isEmpty() ? "Nothing was changed." : did) + " " + String.join(" ", refused);
  }

  private void done(Command command, ResponseEntity<byte[]> answer, JsonNode body) {
    conversation.reached(answer.getHeaders().getFirst("Taskledger-Position"));
    String eventId = body.path("eventId").asString("");
    actions.add(
        Conversation.action(
            command,
            eventId.isEmpty() ? null : UUID.fromString(eventId),
            body.path("version").asLong()));
  }

  /**
   * The last commands of the person, also older than the conversation; all of one request at once.
   */
  private String undo(int count) {
    JsonNode mine =
        api.query(authorization, conversation.readHeaders(), "/api/changes?by=me&limit=100")
            .path("items");
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
        String path =
            "/api/tasks/%s/history/%s/undo".formatted(taskId, change.path("eventId").asString());
        commands.add(new Command("undo", task, HttpMethod.POST, path, null));
      }
    }
    if (commands.isEmpty()) {
      return "There is nothing to undo.";
    }
    List<String> refused = new ArrayList<>();
    for (Command command : commands) {
      ResponseEntity<byte[]> answer =
          api.command(authorization, command.method(), command.path(), null, Map.of());
      JsonNode body = JSON.readTree(answer.getBody() == null ? new byte[0] : answer.getBody());
      if (answer.getStatusCode().value() >= BAD) {
        refused.add(command.task().title());
      } else {
        done(command, answer, body);
      }
    }
    conversation.speakOf(commands.stream().map(Command::task).toList());
    return actions.isEmpty()
        ? "It could not be undone: later changes stand in the way."
        : "Undone: "
            + String.join(
                ", ",
                commands.stream()
                    .map(command -> "“" + command.task().title() + "”")
                    .distinct()
                    .limit(7)
                    .toList())
            + ".";
  }

  private List<Found> list(String parameters) {
    return Found.all(
        api.query(authorization, conversation.readHeaders(), "/api/tasks?" + parameters));
  }
}
