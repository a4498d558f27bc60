package io.taskledger.command.eventstore.append;

import io.taskledger.command.eventstore.append.TransactionalWrites.ConditionalWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the companions of a group commit, those of one kind in one round trip. */
final class CompanionStatements {
  private final Connection connection;

  CompanionStatements(Connection connection) {
    this.connection = connection;
  }

  /** Throws the refusal of a companion that could not be written as it wants. */
  void write(List<Append> appends) throws SQLException {
    Map<String, List<ConditionalWrite>> bySql =
        appends.stream()
            .flatMap(append -> append.companions.stream())
            .collect(
                Collectors.groupingBy(
                    ConditionalWrite::sql, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<ConditionalWrite>> kind : bySql.entrySet()) {
      write(kind.getKey(), kind.getValue());
    }
  }

  private void write(String sql, List<ConditionalWrite> companions) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (ConditionalWrite companion : companions) {
        bind(statement, companion.parameters());
        statement.addBatch();
      }
      int[] changed = statement.executeBatch();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] == 0) {
          throw companions.get(i).refusal().get();
        }
      }
    } catch (SQLException failed) {
      if (TransactionalWrites.isDuplicate(failed)) {
        // Of several it may be another one's; then each append is tried alone.
        throw companions.getFirst().refusal().get();
      }
      throw failed;
    }
  }

  private void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i)) {
        case UUID[] ids -> statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case null, default -> statement.setObject(i + 1, parameters.get(i));
      }
    }
  }
}
