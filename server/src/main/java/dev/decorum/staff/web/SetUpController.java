package dev.decorum.staff.web;

import dev.decorum.audit.Actor;
import dev.decorum.staff.Anyone;
import dev.decorum.staff.Beginning;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Refused;
import dev.decorum.staff.Requires;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Viewer;
import dev.decorum.staff.Visit;
import dev.decorum.staff.web.SetUpPage.Question;
import dev.decorum.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The set-up, one question a page. What was answered is kept with the link until there is a
/// password; from then on the first admin is signed in and answers for the organisation.
@Controller
class SetUpController {

  private final SignIn signIn;
  private final Organisation organisation;

  SetUpController(SignIn signIn, Organisation organisation) {
    this.signIn = signIn;
    this.organisation = organisation;
  }

  @Anyone
  @GetMapping("/setup")
  String name(
      @RequestParam @Nullable String key,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (key != null) {
      return LinkController.keep(key, "/setup", request, response);
    }
    return isAdmin(viewer) ? onwards() : show(Question.NAME, beginning(request), model);
  }

  @Anyone
  @PostMapping("/setup")
  String name(
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    var key = LinkController.key(request);
    try {
      signIn.introduce(key, name);
    } catch (Refused refused) {
      return again(Question.NAME, name, signIn.beginning(key), refused, response, model);
    }
    return "redirect:" + Question.NAME.next();
  }

  @Anyone
  @GetMapping("/setup/email")
  String email(@Nullable Viewer viewer, HttpServletRequest request, Model model) {
    return isAdmin(viewer) ? onwards() : show(Question.EMAIL, beginning(request), model);
  }

  @Anyone
  @PostMapping("/setup/email")
  String email(
      @RequestParam(defaultValue = "") String email,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    var key = LinkController.key(request);
    try {
      signIn.introduceAddress(key, email);
    } catch (Refused refused) {
      return again(Question.EMAIL, email, signIn.beginning(key), refused, response, model);
    }
    return "redirect:" + Question.EMAIL.next();
  }

  @Anyone
  @GetMapping("/setup/password")
  String password(@Nullable Viewer viewer, HttpServletRequest request, Model model) {
    return isAdmin(viewer) ? onwards() : show(Question.PASSWORD, beginning(request), model);
  }

  @Anyone
  @PostMapping("/setup/password")
  String password(
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    var key = LinkController.key(request);
    var beginning = signIn.beginning(key);
    var missing = missing(beginning, Question.PASSWORD);
    if (missing != null) {
      return "redirect:" + missing.path();
    }
    try {
      var entered =
          signIn.setUp(
              key, answer(Question.NAME, beginning), email(beginning), password, Visit.of(request));
      LinkController.enter(entered, request, response);
    } catch (Refused refused) {
      return again(Question.PASSWORD, "", beginning, refused, response, model);
    }
    return onwards();
  }

  @Requires(Permission.MANAGE_STAFF)
  @GetMapping("/setup/organisation")
  String organisation(Model model) {
    var name = organisation.named() ? organisation.name() : "";
    return show(new SetUpPage(Question.ORGANISATION, name, "", FormErrors.none()), model);
  }

  @Requires(Permission.MANAGE_STAFF)
  @PostMapping("/setup/organisation")
  String organisation(
      @RequestParam(defaultValue = "") String name,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    return change(Question.ORGANISATION, name, name, zone(), viewer, response, model);
  }

  @Requires(Permission.MANAGE_STAFF)
  @GetMapping("/setup/zone")
  String zone(Model model) {
    return organisation.named()
        ? show(new SetUpPage(Question.ZONE, zone(), "", FormErrors.none()), model)
        : onwards();
  }

  @Requires(Permission.MANAGE_STAFF)
  @PostMapping("/setup/zone")
  String zone(
      @RequestParam(defaultValue = "") String zone,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    return organisation.named()
        ? change(Question.ZONE, zone, organisation.name(), zone, viewer, response, model)
        : onwards();
  }

  private String change(
      Question question,
      String answer,
      String name,
      String zone,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    try {
      organisation.change(Actor.member(viewer.id().id()), name, zone);
    } catch (Refused refused) {
      return again(question, answer, new Beginning(null, null), refused, response, model);
    }
    return "redirect:" + question.next();
  }

  private String zone() {
    return organisation.zone().getId();
  }

  /// Whoever has set a password comes back to where the rest is asked.
  private static String onwards() {
    return "redirect:" + Question.ORGANISATION.path();
  }

  private static boolean isAdmin(@Nullable Viewer viewer) {
    return viewer != null && viewer.may(Permission.MANAGE_STAFF);
  }

  private Beginning beginning(HttpServletRequest request) {
    return signIn.beginning(LinkController.key(request));
  }

  private static String show(Question question, Beginning beginning, Model model) {
    var missing = missing(beginning, question);
    return missing == null
        ? show(
            new SetUpPage(
                question, answer(question, beginning), email(beginning), FormErrors.none()),
            model)
        : "redirect:" + missing.path();
  }

  private static String show(SetUpPage page, Model model) {
    model.addAttribute("page", page);
    return "staff/setUp";
  }

  private static String again(
      Question question,
      String answer,
      Beginning beginning,
      Refused refused,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(new SetUpPage(question, answer, email(beginning), Forms.errors(refused)), model);
  }

  /// The first question before this one that is not answered; null when there is none.
  private static @Nullable Question missing(Beginning beginning, Question before) {
    if (before != Question.NAME && beginning.name() == null) {
      return Question.NAME;
    }
    return before == Question.PASSWORD && beginning.email() == null ? Question.EMAIL : null;
  }

  private static String answer(Question question, Beginning beginning) {
    var known =
        switch (question) {
          case NAME -> beginning.name();
          case EMAIL -> beginning.email();
          case PASSWORD, ORGANISATION, ZONE -> null;
        };
    return known == null ? "" : known;
  }

  private static String email(Beginning beginning) {
    return answer(Question.EMAIL, beginning);
  }
}
