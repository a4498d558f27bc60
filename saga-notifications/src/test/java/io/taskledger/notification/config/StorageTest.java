package io.taskledger.notification.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class StorageTest {
  @Test
  void aTokenThatConsistsOfTokensReadsAsItWas() {
    Serializer serializer =
        Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new Storage().axonTypesOnly())
            .build();
    TrackingToken token =
        ReplayToken.createReplayToken(
            GapAwareTrackingToken.newInstance(9, List.of(7L)),
            GapAwareTrackingToken.newInstance(0, List.of()));
    TrackingToken read = serializer.deserialize(serializer.serialize(token, String.class));
    assertThat(read).isEqualTo(token);
  }
}
