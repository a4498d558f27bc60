package io.taskledger.query.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the person table, which only projections writes; the address is not needed here. */
@Entity
@Immutable
@Table(name = "person")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PersonRow {
  @Id private UUID userId;
  private String name;

  protected PersonRow() {}

  UUID userId() {
    return userId;
  }

  String name() {
    return name;
  }
}
