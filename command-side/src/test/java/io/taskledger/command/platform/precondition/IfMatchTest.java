package io.taskledger.command.platform.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If-Match as RFC 9110 has it. */
class IfMatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "7"          | true
          "6","7"      | true
          "6",, "7"    | true
          ,"7",        | true
          "a,b" , "7"  | true
          "07"         | false
          W/"7"        | false
          "7 "         | false
          ""           | false
          "x"          | false
          "99999999999999999999" | false
          *            | true
          """)
  void onlyStrongTagsOfTheExactFormMatch(String header, boolean matches) {
    IfMatch ifMatch = IfMatch.read(header);

    if (matches) {
      ifMatch.require(7);
    } else {
      assertThatThrownBy(() -> ifMatch.require(7))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VERSION_MISMATCH));
    }
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(IfMatch.read(List.of("\"1\"", "\"2\", \"3\"")).versions())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void withoutTheHeaderAnyVersionIsAccepted() {
    IfMatch.read(List.of()).require(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "", " , ", "\"3", "\"1\" \"2\"", "*, \"1\"", "w/\"1\"", "W/1"})
  void whatIsNoListOfTagsIsRefused(String header) {
    assertThatThrownBy(() -> IfMatch.read(header))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }
}
