package dev.decorum.staff;

import dev.decorum.vault.Vault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/// The tokens that prove that a form came from one of our own pages. They are derived from the
/// session's cookie, before a sign-in from a cookie made for the purpose, so nothing is stored and
/// any node can check them.
@Component
class FormTokens implements CsrfTokenRepository {

  private static final String HEADER = "X-CSRF-TOKEN";
  private static final String PARAMETER = "_csrf";

  private final Vault vault;

  FormTokens(Vault vault) {
    this.vault = vault;
  }

  /// A token together with the new cookie that it is derived from.
  private record Fresh(Secret cookie, String text) implements CsrfToken {

    @Override
    public String getHeaderName() {
      return HEADER;
    }

    @Override
    public String getParameterName() {
      return PARAMETER;
    }

    @Override
    public String getToken() {
      return text;
    }
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    var secret = Secret.random();
    return new Fresh(secret, token(secret));
  }

  /// Only with a page: a form that comes without its cookie is refused anyway, and a new one would
  /// invalidate the page on which somebody signs in at that moment, in another tab for instance.
  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (token instanceof Fresh fresh && request.getMethod().equals("GET")) {
      response.addHeader(
          HttpHeaders.SET_COOKIE,
          SecretCookie.FORM.with(fresh.cookie, request.isSecure()).toString());
    }
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return SecretCookie.SESSION
        .read(request)
        .or(() -> SecretCookie.FORM.read(request))
        .map(secret -> new DefaultCsrfToken(HEADER, PARAMETER, token(secret)))
        .orElse(null);
  }

  private String token(Secret secret) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(vault.digest("staff.form", secret.bytes()));
  }
}
