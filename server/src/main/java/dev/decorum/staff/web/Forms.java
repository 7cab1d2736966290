package dev.decorum.staff.web;

import dev.decorum.staff.Refused;
import dev.decorum.web.FormErrors;

/// From what a door refuses to what a form shows.
final class Forms {

  private Forms() {}

  static FormErrors errors(Refused refused) {
    var errors = FormErrors.none();
    for (var objection : refused.objections()) {
      errors = errors.and(objection.field(), objection.key());
    }
    return errors;
  }
}
