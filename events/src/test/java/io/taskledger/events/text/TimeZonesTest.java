package io.taskledger.events.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "US/Eastern",
        "Asia/Kolkata",
        "Asia/Calcutta",
        "UTC",
        "GMT",
        "Zulu",
        "EST",
        "MST",
        "HST",
        "EST5EDT",
        "CET",
        "Etc/GMT+5",
        "GMT+0",
        "ROC",
        "America/Argentina/Salta"
      })
  void namesOfTheDatabaseAreTaken(String name) {
    assertThat(TimeZones.named(name)).isNotNull();
  }

  @Test
  void shortNamesAreTheZonesThatTheDatabaseLinksThemTo() {
    assertThat(TimeZones.named("EST")).isEqualTo(ZoneId.of("America/Panama"));
    assertThat(TimeZones.named("HST")).isEqualTo(ZoneId.of("Pacific/Honolulu"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "SystemV/PST8",
        "+01:00",
        "Z",
        "UTC+1",
        "GMT+1",
        "europe/berlin",
        "Berlin",
        "PST"
      })
  void whatIsNotInItIsRefused(String name) {
    assertThatThrownBy(() -> TimeZones.named(name)).isInstanceOf(DateTimeException.class);
  }
}
