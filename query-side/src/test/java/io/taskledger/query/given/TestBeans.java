package io.taskledger.query.given;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestConfiguration(proxyBeanMethods = false)
class TestBeans {
  @Bean
  @Primary
  TestClock testClock() {
    return new TestClock();
  }
}
