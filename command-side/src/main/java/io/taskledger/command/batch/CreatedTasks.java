package io.taskledger.command.batch;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tasks that the commands of a batch created, which later ones may name as {@code $ref}. */
final class CreatedTasks {
  private static final String PARENT = "parentTaskId";

  private final Map<String, String> byRef = new HashMap<>();

  void add(String ref, String taskId) {
    byRef.put(ref, taskId);
  }

  /** The path with the ids of the tasks whose references are segments of it. */
  String resolvePath(String path) {
    return path.indexOf('$') < 0
        ? path
        : Arrays.stream(path.split("/", -1)).map(this::resolve).collect(Collectors.joining("/"));
  }

  /** The body with the id of the task whose reference is its parent. */
  ObjectNode resolveParent(ObjectNode body) {
    JsonNode parent = body.path(PARENT);
    return parent.isString() && parent.asString().startsWith("$")
        ? body.deepCopy().put(PARENT, resolve(parent.asString()))
        : body;
  }

  private String resolve(String text) {
    if (!text.startsWith("$")) {
      return text;
    }
    String taskId = byRef.get(text.substring(1));
    if (taskId == null) {
      throw ProblemException.of(
          ErrorCode.REFERENCE_UNRESOLVED,
          "No earlier command with the ref '" + text.substring(1) + "' created a task.");
    }
    return taskId;
  }
}
