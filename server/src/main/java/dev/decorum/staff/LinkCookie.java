package dev.decorum.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// Takes the key of a link out of the address: whoever comes by a link is sent on to the same page
/// without it, so that it stands in no history and no log of a proxy for longer than a moment.
public final class LinkCookie {

  private LinkCookie() {}

  /// @throws LinkEnded when this cannot be the key of a link
  public static ResponseCookie keep(String key, HttpServletRequest request) {
    return SecretCookie.LINK.with(Secret.read(key).orElseThrow(LinkEnded::new), request.isSecure());
  }

  public static Optional<String> key(HttpServletRequest request) {
    return SecretCookie.LINK.read(request).map(Secret::text);
  }

  public static ResponseCookie gone(HttpServletRequest request) {
    return SecretCookie.LINK.gone(request.isSecure());
  }
}
