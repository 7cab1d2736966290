package dev.decorum.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers what was refused with `sendError`, by a filter or by the web server.
@Controller
class ErrorPages implements ErrorController {

  private final Problems problems;

  ErrorPages(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    var original = new OriginalRequest(request);
    if (failure instanceof Throwable thrown) {
      problems.send(problems.of(thrown, original), original, response);
      return;
    }
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    problems.send(problems.of(status == null ? HttpStatus.NOT_FOUND : status), original, response);
  }

  /// The request as it was before the container forwarded it here.
  private static final class OriginalRequest extends HttpServletRequestWrapper {
    OriginalRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
          ? uri
          : super.getRequestURI();
    }
  }
}
