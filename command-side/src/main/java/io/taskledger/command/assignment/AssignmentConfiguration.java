package io.taskledger.command.assignment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** Anyone may assign tasks to anyone who does not say otherwise. */
@Configuration(proxyBeanMethods = false)
class AssignmentConfiguration {
  @Bean
  @Fallback
  AssignmentPolicy anyone() {
    return (assignee, by) -> true;
  }
}
