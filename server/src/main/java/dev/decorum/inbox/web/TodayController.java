package dev.decorum.inbox.web;

import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Where a member's day begins.
@Controller
@AnyMember
class TodayController {

  private static final String STEPS = "first-steps";

  private final TodayReader reader;

  TodayController(TodayReader reader) {
    this.reader = reader;
  }

  @GetMapping("/")
  String start() {
    return "redirect:/today";
  }

  @GetMapping("/today")
  String today(
      Viewer viewer,
      @CookieValue(name = STEPS, required = false) @Nullable String hidden,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("page", reader.read(viewer, hidden == null, request));
    return "inbox/today";
  }

  /// Enough of the first steps, in this browser.
  @PostMapping("/today/steps/hide")
  String hideSteps(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(STEPS, "hidden")
            .path("/")
            .maxAge(Duration.ofDays(365))
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build()
            .toString());
    return "redirect:/today";
  }
}
