package dev.decorum.clients;

import dev.decorum.web.FormErrors;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which client's record an officer wants to open and why, as typed: nothing is checked yet.
///
/// @param by a word of [NamedBy]
/// @param which the number or the address
public record LookUpInput(@Nullable String by, @Nullable String which, @Nullable String reason) {

  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 500;
  private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");

  /// Before anything is typed.
  public static LookUpInput empty() {
    return new LookUpInput(NamedBy.CLIENT_NUMBER.word(), "", "");
  }

  /// What would have to be mended.
  public FormErrors check() {
    var errors = FormErrors.none();
    var named = NamedBy.of(by);
    if (named.isEmpty()) {
      errors = errors.and("by", "clients.look_up.by.missing");
    }
    if (clean(which).isEmpty()) {
      errors = errors.and("which", "clients.look_up.which.missing");
    } else if (named.filter(by -> !by.equals(NamedBy.EMAIL)).isPresent() && number().isEmpty()) {
      errors = errors.and("which", "clients.look_up.which.no_number");
    } else if (named.filter(NamedBy.EMAIL::equals).isPresent() && email().isEmpty()) {
      errors = errors.and("which", "clients.look_up.which.no_email");
    }
    int length = statedReason().codePointCount(0, statedReason().length());
    if (length < SHORTEST_REASON) {
      errors = errors.and("reason", "clients.look_up.reason.short", SHORTEST_REASON);
    } else if (length > LONGEST_REASON) {
      errors = errors.and("reason", "clients.look_up.reason.long", LONGEST_REASON);
    }
    return errors;
  }

  NamedBy namedBy() {
    return NamedBy.of(by).orElseThrow(() -> new IllegalStateException("this look-up was refused"));
  }

  Optional<Long> number() {
    var digits = NUMBER.matcher(clean(which));
    return digits.matches() ? Optional.of(Long.valueOf(digits.group(1))) : Optional.empty();
  }

  Optional<EmailAddress> email() {
    return EmailAddress.parse(clean(which));
  }

  String statedReason() {
    return clean(reason);
  }

  /// It names a person.
  @Override
  public String toString() {
    return "LookUpInput[" + by + "]";
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : Clients.oneLine(text);
  }
}
