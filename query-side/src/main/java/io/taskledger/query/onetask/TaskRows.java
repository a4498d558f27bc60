package io.taskledger.query.onetask;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the task table. */
// One select needs no transaction around it: without, it is one round trip in place of two.
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
interface TaskRows extends Repository<TaskRow, UUID> {
  /** The task, if it exists and the caller owns it or is assigned to it. */
  @Query(
      """
      select t from TaskRow t
      where t.taskId = :taskId and (t.userId = :caller or t.assigneeId = :caller)
      """)
  Optional<TaskRow> visible(UUID taskId, UUID caller);
}
