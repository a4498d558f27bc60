package io.taskledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.web.PositionToken.Range;
import io.taskledger.web.PositionToken.Versions;
import io.taskledger.web.problem.ProblemException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PositionTokensTest {
  private final PositionTokens tokens = new PositionTokens(List.of("a secret"));
  private final UUID task = UUID.randomUUID();

  @Test
  void aTokenIsReadAsWhatItWasIssuedFor() {
    var versions = Map.of(task, 7L, UUID.randomUUID(), Long.MAX_VALUE);
    var range = new Range(UUID.randomUUID(), 5, Long.MAX_VALUE);

    assertThat(tokens.read(tokens.issue(versions) + ", " + tokens.issue(range)))
        .containsExactly(new Versions(versions), range);
  }

  @Test
  void everyTokenIsShorterThanTwoHundredCharacters() {
    Map<UUID, Long> most =
        Stream.generate(UUID::randomUUID)
            .limit(PositionTokens.MOST_NAMED)
            .collect(Collectors.toMap(Function.identity(), id -> Long.MAX_VALUE));

    assertThat(tokens.issue(most).length()).isLessThan(200);
    assertThat(tokens.issue(new Range(task, Long.MAX_VALUE, Long.MAX_VALUE)).length())
        .isLessThan(200);
  }

  @Test
  void aTokenWithAnyBitChangedIsRefused() {
    byte[] token = Base64.getUrlDecoder().decode(tokens.issue(Map.of(task, 7L)));
    for (int bit = 0; bit < token.length * Byte.SIZE; bit++) {
      byte[] changed = token.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThatThrownBy(() -> tokens.read(text)).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void tokensOfThePreviousSecretAreReadUntilItIsForgotten() {
    String before = tokens.issue(Map.of(task, 7L));

    assertThat(new PositionTokens(List.of("a new secret", "a secret")).read(before)).hasSize(1);
    assertThatThrownBy(() -> new PositionTokens(List.of("a new secret")).read(before))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void moreTokensThanAClientNeedsAreRefused() {
    String token = tokens.issue(Map.of(task, 7L));

    assertThat(tokens.read(times(50, token))).hasSize(50);
    assertThatThrownBy(() -> tokens.read(times(51, token))).isInstanceOf(ProblemException.class);
  }

  private static String times(int count, String token) {
    return IntStream.range(0, count).mapToObj(each -> token).collect(Collectors.joining(","));
  }
}
