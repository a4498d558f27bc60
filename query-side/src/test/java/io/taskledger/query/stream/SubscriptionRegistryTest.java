package io.taskledger.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionRegistryTest {
  private static final int MOST = 2;

  private final SubscriptionRegistry audience = new SubscriptionRegistry();
  private final UUID anna = UUID.randomUUID();

  private Subscription streamOf(UUID person) {
    return new Subscription(person, 1);
  }

  @Test
  void aPersonHasNoMoreStreamsThanAllowedUntilOneIsLeft() {
    Subscription first = streamOf(anna);
    assertThat(audience.join(first, MOST)).isTrue();
    assertThat(audience.join(streamOf(anna), MOST)).isTrue();

    Subscription third = streamOf(anna);
    assertThat(audience.join(third, MOST)).isFalse();
    audience.leave(third);
    assertThat(audience.join(streamOf(UUID.randomUUID()), MOST)).isTrue();
    assertThat(audience.size()).isEqualTo(3);
    assertThat(audience.join(streamOf(anna), MOST)).isFalse();

    audience.leave(first);
    assertThat(audience.join(third, MOST)).isTrue();
  }
}
