package dev.decorum.inbox.web;

import dev.decorum.inbox.MessageRefused;
import dev.decorum.web.FormErrors;

/// Says beside which field of the composer a refusal belongs.
final class Refusals {

  private Refusals() {}

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
