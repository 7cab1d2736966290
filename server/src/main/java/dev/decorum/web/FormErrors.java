package dev.decorum.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/// What is wrong with a form: shown as a summary on top and beside each field.
///
/// ```java
/// var errors = FormErrors.none().and("email", "staff.invite.email.taken");
/// ```
public record FormErrors(List<FormError> list) {

  /// One complaint about one field.
  ///
  /// @param field the name of the field, which is also the id of its control
  /// @param message a key of a message bundle, or words as they are
  public record FormError(String field, String message, List<Object> args) {
    public FormError {
      args = List.copyOf(args);
    }
  }

  private static final FormErrors NONE = new FormErrors(List.of());

  public FormErrors {
    list = List.copyOf(list);
  }

  public static FormErrors none() {
    return NONE;
  }

  /// What Bean Validation found.
  public static FormErrors of(BindingResult result) {
    return new FormErrors(
        result.getFieldErrors().stream()
            .map(
                error -> {
                  String message = error.getDefaultMessage();
                  return new FormError(
                      error.getField(), message == null ? "web.field.invalid" : message, List.of());
                })
            .toList());
  }

  public FormErrors and(String field, String message, Object... args) {
    var more = new ArrayList<>(list);
    more.add(new FormError(field, message, List.of(args)));
    return new FormErrors(more);
  }

  public boolean any() {
    return !list.isEmpty();
  }

  /// The first complaint about this field, or null when it is well.
  public @Nullable FormError of(String field) {
    return list.stream().filter(error -> error.field().equals(field)).findFirst().orElse(null);
  }
}
