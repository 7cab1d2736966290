package dev.decorum.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers what fails outside the controllers, such as looking up the session while the database is
/// away, and what other filters send as a bare status.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class LastResort extends OncePerRequestFilter {

  private final Problems problems;

  LastResort(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException wrapped) {
      if (response.isCommitted()) {
        throw wrapped;
      }
      Throwable cause = wrapped.getCause();
      problems.send(problems.of(cause == null ? wrapped : cause, request), request, response);
    } catch (RuntimeException failure) {
      if (response.isCommitted()) {
        throw failure;
      }
      problems.send(problems.of(failure, request), request, response);
    }
  }
}
