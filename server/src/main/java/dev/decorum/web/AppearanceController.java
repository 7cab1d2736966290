package dev.decorum.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How pages look to one browser. Kept in cookies, so that the first byte of a page is already
/// right.
@Controller
class AppearanceController {

  private static final Set<String> THEMES = Set.of("light", "dark", "system");
  private static final Set<String> SHORTCUTS = Set.of("on", "off");
  private static final Set<String> DENSITIES = Set.of("comfortable", "compact");

  @PostMapping("/appearance")
  String change(
      @RequestParam @Nullable String theme,
      @RequestParam @Nullable String density,
      @RequestParam @Nullable String shortcuts,
      @RequestParam @Nullable String side,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    if ("switch".equals(theme)) {
      keep("theme", "dark".equals(present(request, "theme")) ? "light" : "dark", request, response);
    } else if (theme != null && THEMES.contains(theme)) {
      keep("theme", theme, request, response);
    }
    if (density != null && DENSITIES.contains(density)) {
      keep("density", density, request, response);
    }
    if (shortcuts != null && SHORTCUTS.contains(shortcuts)) {
      keep("shortcuts", shortcuts, request, response);
    }
    if ("fold".equals(side)) {
      keep(
          "side", "folded".equals(present(request, "side")) ? "open" : "folded", request, response);
    }
    return "redirect:" + (Paths.isLocal(back) ? back : "/");
  }

  private static @Nullable String present(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  private static void keep(
      String name, String value, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        "Set-Cookie",
        ResponseCookie.from(name, value)
            .path("/")
            .maxAge(Duration.ofDays(365))
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build()
            .toString());
  }
}
