package io.taskledger.command.platform.http;

import io.taskledger.command.task.TaskCommand;
import org.springframework.http.HttpMethod;

/** A command as a batch may contain it; the controller of each slice is one. */
public interface BatchedCommand {
  /** The method by which the command is sent. */
  HttpMethod method();

  /** The pattern of its path, as in the controller's mapping. */
  String path();

  /** The command of one item, or its refusal. */
  TaskCommand command(BatchItem item);
}
