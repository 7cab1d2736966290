package dev.decorum.staff.web;

import dev.decorum.staff.Anyone;
import dev.decorum.staff.LinkCookie;
import dev.decorum.staff.LinkEnded;
import dev.decorum.staff.Member;
import dev.decorum.staff.Refused;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Visit;
import dev.decorum.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// In by a link: an invitation, a new password.
@Anyone
@Controller
class LinkController {

  private final SignIn signIn;

  LinkController(SignIn signIn) {
    this.signIn = signIn;
  }

  @GetMapping("/invitation")
  String invitation(
      @RequestParam @Nullable String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (key != null) {
      return keep(key, "/invitation", request, response);
    }
    return form(signIn.invited(key(request)), "invitation", FormErrors.none(), model);
  }

  @PostMapping("/invitation")
  String accept(
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    var key = key(request);
    var member = signIn.invited(key);
    try {
      enter(signIn.accept(key, password, Visit.of(request)), request, response);
      return "redirect:/";
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(member, "invitation", Forms.errors(refused), model);
    }
  }

  @GetMapping("/reset")
  String reset(
      @RequestParam @Nullable String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (key != null) {
      return keep(key, "/reset", request, response);
    }
    return form(signIn.resetting(key(request)), "reset", FormErrors.none(), model);
  }

  @PostMapping("/reset")
  String choose(
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    var key = key(request);
    var member = signIn.resetting(key);
    try {
      enter(signIn.reset(key, password, Visit.of(request)), request, response);
      return "redirect:/";
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(member, "reset", Forms.errors(refused), model);
    }
  }

  static String keep(
      String key, String page, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, LinkCookie.keep(key, request).toString());
    return "redirect:" + page;
  }

  static String key(HttpServletRequest request) {
    return LinkCookie.key(request).orElseThrow(LinkEnded::new);
  }

  static void enter(
      SignIn.Outcome.Entered entered, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, entered.cookie().toString());
    response.addHeader(HttpHeaders.SET_COOKIE, LinkCookie.gone(request).toString());
  }

  private static String form(Member member, String purpose, FormErrors errors, Model model) {
    model.addAttribute(
        "page", new ChoosePasswordPage(purpose, member.name(), member.email(), errors));
    return "staff/choosePassword";
  }
}
