package dev.decorum.staff.web;

import dev.decorum.staff.Anyone;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.StaffLetters;
import dev.decorum.staff.Visit;
import dev.decorum.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A forgotten password. The answer does not tell whether there is such an account, and neither
/// does the time it takes: everything about the account is done after the answer.
@Anyone
@Controller
class ForgottenController {

  private final SignIn signIn;
  private final StaffLetters letters;
  private final AsyncTaskExecutor later;

  ForgottenController(
      SignIn signIn,
      StaffLetters letters,
      @Qualifier("applicationTaskExecutor") AsyncTaskExecutor later) {
    this.signIn = signIn;
    this.letters = letters;
    this.later = later;
  }

  @GetMapping("/sign-in/forgotten")
  String form(Model model) {
    model.addAttribute("page", page(false, FormErrors.none()));
    return "staff/forgotten";
  }

  @PostMapping("/sign-in/forgotten")
  String ask(
      @RequestParam(defaultValue = "") String email,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (email.isBlank()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute(
          "page", page(false, FormErrors.none().and("email", "staff.sign_in.email_missing")));
      return "staff/forgotten";
    }
    var pause = signIn.countReset(Visit.of(request));
    if (pause.isPresent()) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause.get().toSeconds()));
      model.addAttribute(
          "page",
          page(
              false,
              FormErrors.none()
                  .and("email", "staff.sign_in.limited", SignInController.minutes(pause.get()))));
      return "staff/forgotten";
    }
    if (letters.available()) {
      later.execute(() -> signIn.resetMail(email).ifPresent(letters::sendReset));
    }
    model.addAttribute("page", page(true, FormErrors.none()));
    return "staff/forgotten";
  }

  private ForgottenPage page(boolean asked, FormErrors errors) {
    return new ForgottenPage(letters.available(), asked, errors);
  }
}
