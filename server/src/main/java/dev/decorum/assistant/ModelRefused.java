package dev.decorum.assistant;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A language model that cannot be the assistant.
public final class ModelRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// No address of an endpoint.
    BAD_ADDRESS("address"),
    /// Nobody knows the host.
    NO_SUCH_HOST("address"),
    /// It stands in the private network, which pages may not name.
    PRIVATE_HOST("address"),
    /// Words would travel unencrypted.
    UNENCRYPTED("address"),
    /// The sample organisation asks on this machine only.
    DEMO("address"),
    /// Not what an endpoint calls a model.
    BAD_NAME("model"),
    /// Cannot be a key.
    BAD_KEY("key");

    private final String field;

    Reason(String field) {
      this.field = field;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  ModelRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "assistant." + reason.word(),
        "assistant.refusal." + reason.word());
    this.reason = reason;
  }

  /// The field of the form that is wrong.
  public String field() {
    return reason.field;
  }
}
