package dev.decorum.staff.web;

import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Anyone;
import dev.decorum.staff.LinkEnded;
import dev.decorum.staff.Member;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Theme;
import dev.decorum.staff.Viewer;
import dev.decorum.staff.Visit;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Paths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// In by address and password, and out.
@Controller
class SignInController {

  private static final String START = "/";

  private final SignIn signIn;
  private final Staff staff;

  SignInController(SignIn signIn, Staff staff) {
    this.signIn = signIn;
    this.staff = staff;
  }

  @Anyone
  @GetMapping("/sign-in")
  String form(
      @RequestParam(defaultValue = START) String next, @Nullable Viewer viewer, Model model) {
    if (viewer != null) {
      return "redirect:" + local(next);
    }
    model.addAttribute("page", new SignInPage("", local(next), noAdmin(), FormErrors.none()));
    return "staff/signIn";
  }

  @Anyone
  @PostMapping("/sign-in")
  String enter(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = START) String next,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    var errors = FormErrors.none();
    if (email.isBlank()) {
      errors = errors.and("email", "staff.sign_in.email_missing");
    }
    if (password.isEmpty()) {
      errors = errors.and("password", "staff.sign_in.password_missing");
    }
    if (errors.any()) {
      return again(email, next, errors, HttpStatus.UNPROCESSABLE_CONTENT, response, model);
    }
    return switch (signIn.enter(email, password, Visit.of(request), viewer)) {
      case SignIn.Outcome.Entered entered -> {
        response.addHeader(HttpHeaders.SET_COOKIE, entered.cookie().toString());
        staff.member(entered.member()).ifPresent(member -> applyTheme(member, request, response));
        yield "redirect:" + local(next);
      }
      case SignIn.Outcome.Wrong _ ->
          again(
              email,
              next,
              errors.and("email", "staff.sign_in.wrong"),
              HttpStatus.UNPROCESSABLE_CONTENT,
              response,
              model);
      case SignIn.Outcome.Limited(Duration pause) -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds()));
        yield again(
            email,
            next,
            errors.and("email", "staff.sign_in.limited", minutes(pause)),
            HttpStatus.TOO_MANY_REQUESTS,
            response,
            model);
      }
    };
  }

  @AnyMember
  @PostMapping("/sign-out")
  String leave(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, signIn.leave(viewer, Visit.of(request)).toString());
    clearSiteData(response);
    return "redirect:/sign-in";
  }

  /// Signs in to the sample organisation. Changes by GET are right only here: the link was printed
  /// for that, and there is nothing of value behind it.
  @Anyone
  @GetMapping("/demo")
  String demo(
      @RequestParam(defaultValue = "") String key,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (key.isEmpty()) {
      throw new LinkEnded();
    }
    var entered = signIn.enterDemo(key, Visit.of(request));
    response.addHeader(HttpHeaders.SET_COOKIE, entered.cookie().toString());
    return "redirect:" + START;
  }

  static void clearSiteData(HttpServletResponse response) {
    response.setHeader("Clear-Site-Data", "\"cookies\", \"storage\"");
  }

  static long minutes(Duration pause) {
    return Math.max(1, pause.plusSeconds(59).toMinutes());
  }

  /// Gives the browser the theme that the member chose elsewhere.
  static void applyTheme(Member member, HttpServletRequest request, HttpServletResponse response) {
    Theme theme = member.theme();
    if (theme != null) {
      response.addHeader(HttpHeaders.SET_COOKIE, ThemeCookie.of(theme, request).toString());
    }
  }

  private String again(
      String email,
      String next,
      FormErrors errors,
      HttpStatus status,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("page", new SignInPage(email, local(next), noAdmin(), errors));
    return "staff/signIn";
  }

  private boolean noAdmin() {
    return staff.members().isEmpty();
  }

  private static String local(String next) {
    return Paths.isLocal(next) ? next : START;
  }
}
