package dev.decorum.coaching.web;

import dev.decorum.coaching.Answers;
import dev.decorum.coaching.JudgedMessage;
import dev.decorum.coaching.QuestionLines;
import dev.decorum.coaching.Scorecard;
import dev.decorum.coaching.ScorecardRefused;
import dev.decorum.coaching.Scorecards;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins write scorecards and decide on appeals.
@Controller
@RequestMapping(ScorecardsController.HOME)
@Requires(Permission.MANAGE_GUIDELINES)
class ScorecardsController {

  static final String HOME = "/admin/coaching/scorecards";

  private final Scorecards scorecards;
  private final Answers answers;

  ScorecardsController(Scorecards scorecards, Answers answers) {
    this.scorecards = scorecards;
    this.answers = answers;
  }

  @GetMapping
  String list(Viewer viewer, Model model) {
    model.addAttribute("page", new ScorecardsPage(scorecards.all(), answers.appeals(viewer)));
    return "coaching/scorecards";
  }

  @GetMapping("/new")
  String form(Model model) {
    return form(null, "", "", FormErrors.none(), model);
  }

  @GetMapping("/{no}")
  String show(@PathVariable int no, Model model) {
    var card = scorecards.byNo(no);
    return form(card, card.name(), QuestionLines.write(card.questions()), FormErrors.none(), model);
  }

  @PostMapping
  String add(
      Viewer viewer,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String questions,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      scorecards.add(viewer, name, QuestionLines.parse(questions));
    } catch (ScorecardRefused refused) {
      return refused(null, name, questions, refused, model, response);
    }
    return done("coaching.card.published", redirect);
  }

  @PostMapping("/{no}")
  String publish(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String questions,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var card = scorecards.byNo(no);
    try {
      scorecards.publish(viewer, no, version, name, QuestionLines.parse(questions));
    } catch (ScorecardRefused refused) {
      return refused(card, name, questions, refused, model, response);
    }
    return done("coaching.card.published", redirect);
  }

  private static String refused(
      @Nullable Scorecard card,
      String name,
      String questions,
      ScorecardRefused refused,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    var errors = FormErrors.none().and(refused.field(), refused.messageKey());
    return form(card, name, questions, errors, model);
  }

  private static String form(
      @Nullable Scorecard card, String name, String questions, FormErrors errors, Model model) {
    model.addAttribute("page", new ScorecardPage(card, name, questions, errors));
    return "coaching/scorecard";
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  // --- appeals

  @GetMapping("/appeals/{no}")
  String appeal(Viewer viewer, @PathVariable long no, Model model) {
    return appeal(answers.appeal(viewer, no), "", FormErrors.none(), model);
  }

  @PostMapping("/appeals/{no}")
  String decide(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(name = "aside", defaultValue = "false") boolean setAside,
      @RequestParam(defaultValue = "") String words,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      answers.decide(viewer, no, setAside, words);
    } catch (ScorecardRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return appeal(answers.appeal(viewer, no), words, errors, model);
    }
    return done("coaching.appeal.decided", redirect);
  }

  private static String appeal(JudgedMessage judged, String words, FormErrors errors, Model model) {
    model.addAttribute(
        "page", new JudgedPage(judged, HOME + "/appeals/" + judged.no(), true, words, errors));
    return "coaching/judged";
  }
}
