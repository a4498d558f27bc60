package io.taskledger.query.people;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the person table. */
// One select needs no transaction around it: without, it is one round trip in place of two.
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
interface PersonRows extends Repository<PersonRow, UUID> {
  List<PersonRow> findByUserIdIn(Collection<UUID> userIds);
}
