package dev.decorum.web;

import dev.decorum.web.Problem.Invalid;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// The one place that turns failures into answers: a page, a fragment, or a problem document (RFC
/// 9457) below `/api`.
///
/// The security filter chain uses it as well: `exceptionHandling(e ->
/// e.accessDeniedHandler(problems))`.
@Component
public class Problems implements AccessDeniedHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final int DATABASE_RETRY_SECONDS = 5;
  private static final String UNREAD = "org.apache.catalina.parameter_parse_failed";

  private final MessageSource words;
  private final UiFactory uis;
  private final TemplateEngine templates;
  private final JsonMapper json;

  Problems(MessageSource words, UiFactory uis, TemplateEngine templates, JsonMapper json) {
    this.words = words;
    this.uis = uis;
    this.templates = templates;
    this.json = json;
  }

  /// What to answer to this failure. Unexpected ones are logged, without the words of clients.
  public Problem of(Throwable failure, HttpServletRequest request) {
    Problem problem =
        switch (failure) {
          case Refusal refusal -> refused(refusal);
          case MethodArgumentNotValidException invalid ->
              invalid(
                  invalid.getFieldErrors().stream()
                      .map(error -> invalid(error, error.getField()))
                      .toList());
          case HandlerMethodValidationException invalid -> invalid(parameters(invalid));
          case InvalidValues values -> invalid(errors(values.errors()));
          case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
          case TypeMismatchException _ when !isApi(request) -> plain(HttpStatus.NOT_FOUND);
          case TypeMismatchException mismatch -> mismatch(mismatch);
          case MissingRequestValueException missing -> missing(missing);
          // A body that is too large is not read, and with it goes the token.
          case CsrfException _ when request.getAttribute(UNREAD) != null ->
              plain(HttpStatus.CONTENT_TOO_LARGE);
          case CsrfException _ -> problem(HttpStatus.FORBIDDEN, "form.expired");
          case AccessDeniedException _ -> plain(HttpStatus.FORBIDDEN);
          case DataAccessResourceFailureException _,
              CannotCreateTransactionException _,
              RecoverableDataAccessException _,
              QueryTimeoutException _ ->
              databaseAway();
          case OptimisticLockingFailureException _ -> plain(HttpStatus.CONFLICT);
          case TransientDataAccessException _ -> databaseAway();
          case ErrorResponse known -> plain(statusOf(known));
          default -> plain(HttpStatus.INTERNAL_SERVER_ERROR);
        };
    if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
      log.error("{} {}", problem.reference(), Trace.of(failure));
    } else if (problem.status().is5xxServerError()) {
      log.warn("{} {}", problem.reference(), failure.getClass().getName());
    } else {
      log.debug("{} {} {}", problem.reference(), problem.status().value(), problem.code());
    }
    return problem;
  }

  /// The usual words for a status.
  public Problem of(HttpStatus status) {
    Problem problem = plain(status);
    if (status.is5xxServerError()) {
      log.warn("{} {}", problem.reference(), status.value());
    }
    return problem;
  }

  private Problem refused(Refusal refusal) {
    return new Problem(
        refusal.status(),
        refusal.code(),
        word(refusal.messageKey(), refusal.args().toArray()),
        Reference.next(),
        List.of(),
        refusal.facts(),
        refusal.status() == HttpStatus.SERVICE_UNAVAILABLE ? DATABASE_RETRY_SECONDS : null);
  }

  private Problem plain(HttpStatus status) {
    return problem(
        status,
        switch (status) {
          case BAD_REQUEST -> "request.invalid";
          case UNAUTHORIZED -> "signed_out";
          case FORBIDDEN -> "forbidden";
          case NOT_FOUND -> "not_found";
          case METHOD_NOT_ALLOWED -> "method.not_allowed";
          case NOT_ACCEPTABLE -> "not_acceptable";
          case CONFLICT -> "conflict";
          case PRECONDITION_FAILED -> "stale";
          case CONTENT_TOO_LARGE -> "too_large";
          case UNSUPPORTED_MEDIA_TYPE -> "media_type.unsupported";
          case TOO_MANY_REQUESTS -> "too_many_requests";
          case SERVICE_UNAVAILABLE -> "unavailable";
          default -> status.is4xxClientError() ? "request.invalid" : "unexpected";
        });
  }

  private Problem problem(HttpStatus status, String code) {
    return new Problem(
        status,
        code,
        word("web.problem." + code),
        Reference.next(),
        List.of(),
        Map.of(),
        status == HttpStatus.SERVICE_UNAVAILABLE ? DATABASE_RETRY_SECONDS : null);
  }

  private Problem databaseAway() {
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
  }

  private Problem invalid(List<Invalid> errors) {
    return withErrors(HttpStatus.UNPROCESSABLE_CONTENT, "values.invalid", errors);
  }

  private Problem withErrors(HttpStatus status, String code, List<Invalid> errors) {
    return new Problem(
        status, code, word("web.problem." + code), Reference.next(), errors, Map.of(), null);
  }

  private Invalid invalid(MessageSourceResolvable error, String path) {
    String[] codes = error.getCodes();
    String code = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
    String detail = words.getMessage(error, Locale.ENGLISH);
    return new Invalid(pointer(path), snake(code), detail);
  }

  private List<Invalid> parameters(HandlerMethodValidationException invalid) {
    var errors = new ArrayList<Invalid>();
    invalid
        .getParameterValidationResults()
        .forEach(
            result ->
                result
                    .getResolvableErrors()
                    .forEach(
                        error ->
                            errors.add(
                                error instanceof FieldError field
                                    ? invalid(field, field.getField())
                                    : invalid(
                                        error,
                                        Objects.requireNonNullElse(
                                            result.getMethodParameter().getParameterName(), "")))));
    return errors;
  }

  private List<Invalid> errors(FormErrors errors) {
    return errors.list().stream()
        .map(
            error ->
                new Invalid(
                    pointer(error.field()),
                    error.message(),
                    word(error.message(), error.args().toArray())))
        .toList();
  }

  private Problem unreadable(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          json("json.unknown_property", unknown, unknown.getPropertyName());
      case MismatchedInputException mismatch -> json("json.wrong_type", mismatch, "");
      case null, default -> problem(HttpStatus.BAD_REQUEST, "json.malformed");
    };
  }

  private Problem json(String code, JacksonException failure, String property) {
    var pointer = new StringBuilder();
    for (JacksonException.Reference step : failure.getPath()) {
      String name = step.getPropertyName();
      pointer.append('/').append(name == null ? step.getIndex() : escaped(name));
    }
    return withErrors(
        HttpStatus.BAD_REQUEST,
        code,
        List.of(new Invalid(pointer.toString(), code, word("web.problem." + code, property))));
  }

  private Problem mismatch(TypeMismatchException mismatch) {
    String name = Objects.requireNonNullElse(mismatch.getPropertyName(), "");
    String code = "parameter.invalid";
    return withErrors(
        HttpStatus.BAD_REQUEST,
        code,
        List.of(new Invalid(snake(name), code, word("web.problem." + code))));
  }

  private Problem missing(MissingRequestValueException missing) {
    String code = "parameter.missing";
    return withErrors(
        HttpStatus.BAD_REQUEST,
        code,
        List.of(
            new Invalid(
                missing.getBody().getDetail() instanceof String detail ? quoted(detail) : "",
                code,
                word("web.problem." + code))));
  }

  /// The name in Spring's sentence about what is missing: it stands in quotes.
  private static String quoted(String sentence) {
    int from = sentence.indexOf('\'') + 1;
    int to = sentence.indexOf('\'', from);
    return from > 0 && to > from ? sentence.substring(from, to) : "";
  }

  private static HttpStatus statusOf(ErrorResponse known) {
    HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static String pointer(String path) {
    return "/" + snake(path).replace("[", "/").replace("]", "").replace('.', '/');
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private String word(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, key, Locale.UK));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    send(of(denied, request), request, response);
  }

  /// Answers with the problem as what the request expects. Does nothing when the answer has already
  /// begun.
  public void send(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status().value());
    if (problem.retryAfterSeconds() != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
    }
    if (isApi(request)) {
      write(response, "application/problem+json", document(problem));
    } else {
      write(response, "text/html;charset=UTF-8", page(problem, request));
    }
  }

  private byte[] document(Problem problem) {
    var document = new LinkedHashMap<String, Object>();
    document.put("type", "urn:decorum:problem:" + problem.code());
    document.put("title", problem.status().getReasonPhrase());
    document.put("status", problem.status().value());
    document.put("detail", problem.detail());
    document.put("code", problem.code());
    document.put("reference", problem.reference());
    if (!problem.errors().isEmpty()) {
      document.put("errors", problem.errors());
    }
    problem.facts().forEach(document::putIfAbsent);
    return json.writeValueAsBytes(document);
  }

  private byte[] page(Problem problem, HttpServletRequest request) {
    boolean fragment = "true".equals(request.getHeader("HX-Request"));
    try {
      return render(problem, request, fragment, uiOf(problem, request));
    } catch (RuntimeException failure) {
      log.warn("{} {}", problem.reference(), failure.getClass().getName());
      return render(problem, request, fragment, uis.bare(request));
    }
  }

  /// While the server cannot work it does not look up who is signed in.
  private Ui uiOf(Problem problem, HttpServletRequest request) {
    return problem.status().is5xxServerError() ? uis.bare(request) : uis.of(request);
  }

  private byte[] render(Problem problem, HttpServletRequest request, boolean fragment, Ui ui) {
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("ui", ui);
    parameters.put("problem", problem);
    var output = new Utf8ByteOutput();
    templates.render(fragment ? "web/problemFragment.jte" : "web/problem.jte", parameters, output);
    return output.toByteArray();
  }

  private static void write(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.getOutputStream().flush();
  }

  static boolean isApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/");
  }
}
