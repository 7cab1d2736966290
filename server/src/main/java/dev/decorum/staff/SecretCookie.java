package dev.decorum.staff;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// A cookie that holds a secret. Over https its name makes the browser see to it that no other host
/// and no plain http set it; over plain http, in a LAN or on this machine, that is not to be had.
enum SecretCookie {
  /// Who is signed in. Ends with the browser.
  SESSION("SESSION"),
  /// Ties forms to the browser before anybody is signed in.
  FORM("FORM"),
  /// The link by which somebody came, so that it need not stay in the address.
  LINK("LINK");

  private static final Duration UNTIL_THE_BROWSER_CLOSES = Duration.ofSeconds(-1);

  private final String plainName;

  SecretCookie(String plainName) {
    this.plainName = plainName;
  }

  Optional<Secret> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    var name = name(request.isSecure());
    for (var cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return Secret.read(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  ResponseCookie with(Secret secret, boolean secure) {
    return cookie(secret.text(), secure, UNTIL_THE_BROWSER_CLOSES);
  }

  ResponseCookie gone(boolean secure) {
    return cookie("", secure, Duration.ZERO);
  }

  private ResponseCookie cookie(String value, boolean secure, Duration age) {
    return ResponseCookie.from(name(secure), value)
        .path("/")
        .secure(secure)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(age)
        .build();
  }

  private String name(boolean secure) {
    return secure ? "__Host-" + plainName : plainName;
  }
}
