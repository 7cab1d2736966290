package dev.decorum.staff;

import dev.decorum.web.Paths;
import dev.decorum.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/// What somebody gets who has to sign in first: a page leads to the sign-in and back again,
/// everything else is told 401.
@Component
class SignInFirst implements AuthenticationEntryPoint {

  private final Problems problems;

  SignInFirst(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if ("true".equals(request.getHeader("HX-Request")) || accepts(request, "text/event-stream")) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else if (accepts(request, "text/html") || accepts(request, "*/*")) {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(HttpHeaders.LOCATION, address(here(request)));
    } else {
      problems.send(problems.of(HttpStatus.UNAUTHORIZED), request, response);
    }
  }

  /// The address of the sign-in page that leads on to `next`.
  static String address(@Nullable String next) {
    return next == null || next.equals("/")
        ? "/sign-in"
        : "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }

  /// What was asked for, if it can be asked for again.
  private static @Nullable String here(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return null;
    }
    var query = request.getQueryString();
    return local(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
  }

  private static @Nullable String local(@Nullable String path) {
    return path != null && Paths.isLocal(path) ? path : null;
  }

  private static boolean accepts(HttpServletRequest request, String type) {
    var accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted == null ? type.equals("*/*") : accepted.contains(type);
  }
}
