package dev.decorum.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// A door's "no" with a reason: not found, not allowed, changed meanwhile. Subclasses are named by
/// the fact. Pages show the reason in words; the API answers it as a problem with `code`.
///
/// ```java
/// public final class ConversationNotFound extends Refusal {
///   public ConversationNotFound() {
///     super(HttpStatus.NOT_FOUND, "conversation.not_found", "inbox.conversation.not_found");
///   }
/// }
/// ```
public abstract class Refusal extends RuntimeException {

  private final HttpStatus status;
  private final String code;
  private final String messageKey;
  private final List<Object> args;

  /// @param code stable, for programs: `conversation.not_found`
  /// @param messageKey the reason in a message bundle, one plain sentence
  /// @param args of the message; they are shown, never logged
  protected Refusal(HttpStatus status, String code, String messageKey, Object... args) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.messageKey = messageKey;
    this.args = List.of(args);
  }

  public final HttpStatus status() {
    return status;
  }

  public final String code() {
    return code;
  }

  public final String messageKey() {
    return messageKey;
  }

  public final List<Object> args() {
    return args;
  }

  /// More members of the API's problem document, such as the findings that forbid a reply.
  public Map<String, Object> facts() {
    return Map.of();
  }
}
