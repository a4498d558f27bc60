package io.taskledger.web.service;

import io.taskledger.web.TomcatLimits;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.problem.ProblemErrorController;
import io.taskledger.web.security.ServiceSecurity;
import io.taskledger.web.trace.RequestContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What stands before the controllers of every service: correlation, security, problem documents. To
 * be imported.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  RequestContext.class,
  ServiceSecurity.class,
  ProblemAdvice.class,
  ProblemErrorController.class,
  TomcatLimits.class
})
public class ServiceWebConfiguration {}
