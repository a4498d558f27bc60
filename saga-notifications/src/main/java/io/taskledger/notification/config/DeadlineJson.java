package io.taskledger.notification.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deadlines in the table of db-scheduler as JSON: Java's own serialization ends with a new class.
 */
final class DeadlineJson implements Serializer {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultVisibility(
              visible ->
                  visible
                      .with(Visibility.NONE)
                      .withFieldVisibility(Visibility.ANY)
                      .withCreatorVisibility(Visibility.ANY))
          .build();

  @Override
  public byte[] serialize(Object data) {
    return mapper.writeValueAsBytes(data);
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] stored) {
    return mapper.readValue(stored, type);
  }
}
