package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One's password and the browsers in which one is signed in.
///
/// @param email for the password manager
public record SecurityPage(String email, List<Row> sessions, FormErrors errors) {

  /// @param browser null when it did not say
  /// @param here whether it is the browser that shows the page
  public record Row(
      UUID id, @Nullable String browser, Instant openedAt, Instant seenAt, boolean here) {}
}
