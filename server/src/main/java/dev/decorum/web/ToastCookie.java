package dev.decorum.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Carries a [Toast] over the redirect that follows a form, in a cookie that lives for that one
/// page: nodes keep nothing between two requests.
@Component("flashMapManager")
class ToastCookie implements FlashMapManager {

  private static final String NAME = "toast";
  private static final int LONGEST = 2_000;
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final JsonMapper json;

  ToastCookie(JsonMapper json) {
    this.json = json;
  }

  @Override
  public @Nullable FlashMap retrieveAndUpdate(
      HttpServletRequest request, HttpServletResponse response) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    // A fragment leaves the cookie to the page that it is part of.
    if (cookie == null
        || cookie.getValue().isEmpty()
        || request.getHeader("HX-Request") != null
        || !"GET".equals(request.getMethod())) {
      return null;
    }
    if (!accepts(request, "text/html")) {
      return null;
    }
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO).toString());
    Toast toast = read(cookie.getValue());
    if (toast == null) {
      return null;
    }
    var flash = new FlashMap();
    flash.put(Toast.ATTRIBUTE, toast);
    return flash;
  }

  @Override
  public void saveOutputFlashMap(
      FlashMap flash, HttpServletRequest request, HttpServletResponse response) {
    if (flash.get(Toast.ATTRIBUTE) instanceof Toast toast) {
      String text = write(toast);
      if (text.length() <= LONGEST) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, text, LIFE).toString());
      }
    }
  }

  private static boolean accepts(HttpServletRequest request, String type) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.contains(type);
  }

  private static ResponseCookie cookie(HttpServletRequest request, String text, Duration life) {
    return ResponseCookie.from(NAME, text)
        .path("/")
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Lax")
        .maxAge(life)
        .build();
  }

  private String write(Toast toast) {
    var plain =
        new Toast(
            toast.key(),
            toast.args().stream().<Object>map(String::valueOf).toList(),
            toast.undoUrl());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Toast read(String text) {
    try {
      Toast toast =
          json.readValue(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), Toast.class);
      String undo = toast.undoUrl();
      return undo == null || Paths.isLocal(undo)
          ? toast
          : new Toast(toast.key(), toast.args(), null);
    } catch (JacksonException | IllegalArgumentException | NullPointerException foreign) {
      return null;
    }
  }
}
