package io.taskledger.command.task;

import io.taskledger.events.task.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** The tasks that the command on this thread has changed, so that its position names them all. */
final class Touched {
  private static final String RESOURCE = Touched.class.getName();

  private Touched() {}

  static void note(TaskId taskId, long version) {
    versions().put(taskId, version);
  }

  /** The others, with the versions that they have now. */
  static Map<TaskId, Long> besides(TaskId taskId) {
    Map<TaskId, Long> others = new LinkedHashMap<>(versions());
    others.remove(taskId);
    return others;
  }

  private static Map<TaskId, Long> versions() {
    return CurrentUnitOfWork.get()
        .root()
        .getOrComputeResource(RESOURCE, ignored -> new LinkedHashMap<>());
  }
}
