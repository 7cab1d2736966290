package dev.decorum.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Why a request was not done, for a page and for the API alike.
///
/// @param code stable, for programs
/// @param detail one sentence, fit to show
/// @param reference the code a person can quote; the log has it too
/// @param errors what is wrong with single values of the request
/// @param facts more members of the API's document
/// @param retryAfterSeconds how long to wait, where waiting helps
public record Problem(
    HttpStatus status,
    String code,
    String detail,
    String reference,
    List<Invalid> errors,
    Map<String, Object> facts,
    @Nullable Integer retryAfterSeconds) {

  /// One value that is not as it has to be.
  ///
  /// @param pointer to the value in the request's JSON, or the name of a parameter
  public record Invalid(String pointer, String code, String detail) {}

  public Problem {
    errors = List.copyOf(errors);
    facts = Map.copyOf(facts);
  }
}
