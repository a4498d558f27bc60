package io.taskledger.web.security;

import io.taskledger.web.ServicesOnly;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Decides by the handler that Spring has found, and not by the spelling of the path, who may call
 * it: {@link ServicesOnly} handlers are for services, all others for users.
 */
final class HandlerAccess implements WebMvcConfigurer, HandlerInterceptor {
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean isService =
        SecurityContextHolder.getContext().getAuthentication() instanceof ServiceAuthentication;
    if (isService != isForServices(handler)
        && request.getDispatcherType() != DispatcherType.ERROR) {
      throw ProblemException.of(
          ErrorCode.UNAUTHENTICATED,
          isService
              ? "Send the access token of a user."
              : "This endpoint is for other services only.");
    }
    return true;
  }

  private static boolean isForServices(Object handler) {
    return handler instanceof HandlerMethod method
        && (AnnotatedElementUtils.hasAnnotation(method.getMethod(), ServicesOnly.class)
            || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ServicesOnly.class));
  }
}
