package dev.decorum.inbox.web;

import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.SendRefused;
import dev.decorum.templates.Blanks;
import dev.decorum.web.FormErrors;

/// Says beside which field of the composer a refusal belongs.
final class Refusals {

  private Refusals() {}

  /// What is left to fill in, unless the writer has seen that and wants it so.
  ///
  /// @param asIs the blanks that the writer has seen
  static FormErrors blanks(String text, String asIs) {
    String blanks = String.join(", ", Blanks.in(text));
    return blanks.isEmpty() || blanks.equals(asIs)
        ? FormErrors.none()
        : FormErrors.none().and("text", Composer.BLANKS, blanks);
  }

  static FormErrors inForm(SendRefused refused) {
    return FormErrors.none().and("text", refused.messageKey(), refused.args().toArray());
  }

  static FormErrors inForm(MessageRefused refused) {
    String field =
        switch (refused.reason()) {
          case NO_RECIPIENT, BAD_ADDRESS, TOO_MANY_RECIPIENTS -> "to";
          case NO_SUBJECT -> "subject";
          default -> "text";
        };
    return FormErrors.none().and(field, refused.messageKey());
  }
}
