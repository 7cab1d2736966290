package dev.decorum.staff.web;

import dev.decorum.staff.Theme;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/// The cookie by which the first byte of a page already has the right theme; `web` reads it.
final class ThemeCookie {

  private static final String NAME = "theme";
  private static final String SYSTEM = "system";

  private ThemeCookie() {}

  /// @param theme null follows the system
  static ResponseCookie of(@Nullable Theme theme, HttpServletRequest request) {
    return ResponseCookie.from(NAME, theme == null ? SYSTEM : theme.word())
        .path("/")
        .maxAge(Duration.ofDays(365))
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Lax")
        .build();
  }
}
