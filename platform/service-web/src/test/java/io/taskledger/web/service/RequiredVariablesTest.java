package io.taskledger.web.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

class RequiredVariablesTest {
  private static final String PASSWORD = "password=${TASKLEDGER_TEST_DB_PASSWORD}";

  @Configuration(proxyBeanMethods = false)
  static class Empty {}

  private static void start(String... properties) {
    new SpringApplicationBuilder(Empty.class)
        .web(WebApplicationType.NONE)
        .properties(PASSWORD)
        .run(properties)
        .close();
  }

  @Test
  void aServiceThatMissesAVariableSaysWhichAndDoesNotStart() {
    assertThatThrownBy(() -> start()).hasMessageContaining("Set TASKLEDGER_TEST_DB_PASSWORD");
  }

  @Test
  void aValueFromElsewhereIsAsGood() {
    assertThatCode(() -> start("--password=given")).doesNotThrowAnyException();
    assertThatCode(() -> start("--TASKLEDGER_TEST_DB_PASSWORD=given")).doesNotThrowAnyException();
  }
}
