package io.taskledger.query.history;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit_event table. */
// One select needs no transaction around it: without, it is one round trip in place of two.
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
interface EventRows extends Repository<EventRow, UUID> {
  List<EventRow> findByStreamIdAndVersionGreaterThanOrderByVersion(
      UUID streamId, long version, Limit most);
}
