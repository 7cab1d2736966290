package dev.decorum.coaching.web;

import dev.decorum.coaching.Answers;
import dev.decorum.coaching.CoachingSettings;
import dev.decorum.coaching.JudgedMessage;
import dev.decorum.coaching.Judging;
import dev.decorum.coaching.ScorecardRefused;
import dev.decorum.coaching.Scorecards;
import dev.decorum.coaching.ToJudge;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Scorecards for those who judge and those who are judged.
@Controller
@RequestMapping(JudgingController.HOME)
@Requires(Permission.WRITE_CLIENTS)
class JudgingController {

  static final String HOME = "/coaching/scorecards";

  private final Judging judging;
  private final Answers answers;
  private final Scorecards scorecards;
  private final CoachingSettings settings;

  JudgingController(
      Judging judging, Answers answers, Scorecards scorecards, CoachingSettings settings) {
    this.judging = judging;
    this.answers = answers;
    this.scorecards = scorecards;
    this.settings = settings;
  }

  @GetMapping
  String show(Viewer viewer, Model model) {
    return show(viewer, FormErrors.none(), model);
  }

  private String show(Viewer viewer, FormErrors errors, Model model) {
    boolean judges = judging.judges(viewer);
    model.addAttribute(
        "page",
        new RoundsPage(
            settings.get().scorecards(),
            judges,
            answers.own(viewer),
            judging.own(viewer),
            judging.waiting(viewer),
            judging.teams(viewer),
            judges ? scorecards.all() : List.of(),
            judging.months(),
            judging.rounds(viewer),
            judging.people(viewer),
            errors));
    return "coaching/rounds";
  }

  @PostMapping
  @Requires(Permission.COACH_MEMBERS)
  String draw(
      Viewer viewer,
      @RequestParam(defaultValue = "0") int team,
      @RequestParam(defaultValue = "0") int card,
      @RequestParam(defaultValue = "") String month,
      @RequestParam(defaultValue = "0") int each,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      judging.draw(viewer, team, card, YearMonth.parse(month), each);
    } catch (DateTimeParseException unreadable) {
      return refused(
          viewer, FormErrors.none().and("month", "coaching.round.month"), model, response);
    } catch (ScorecardRefused refused) {
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return refused(viewer, errors, model, response);
    }
    Toast.of("coaching.round.done").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private String refused(
      Viewer viewer, FormErrors errors, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(viewer, errors, model);
  }

  /// The next message that waits.
  @GetMapping("/next")
  @Requires(Permission.COACH_MEMBERS)
  String next(Viewer viewer, RedirectAttributes redirect) {
    var next = judging.next(viewer);
    if (next.isPresent()) return "redirect:" + HOME + "/" + next.get() + "/judge";
    Toast.of("coaching.judge.none").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  @GetMapping("/{no}/judge")
  @Requires(Permission.COACH_MEMBERS)
  String judge(Viewer viewer, @PathVariable long no, Model model) {
    return judge(judging.toJudge(viewer, no), Map.of(), "", FormErrors.none(), model);
  }

  private static String judge(
      ToJudge drawn, Map<Integer, String> said, String remark, FormErrors errors, Model model) {
    model.addAttribute("page", new JudgePage(drawn, said, remark, errors));
    return "coaching/judge";
  }

  /// @param all with `q0`, `q1` and so on, what is said to each question
  @PostMapping("/{no}/judge")
  @Requires(Permission.COACH_MEMBERS)
  String judged(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam Map<String, String> all,
      @RequestParam(defaultValue = "") String remark,
      Model model,
      HttpServletResponse response) {
    var drawn = judging.toJudge(viewer, no);
    var said = new ArrayList<String>();
    var chosen = new HashMap<Integer, String>();
    for (int i = 0; i < drawn.scorecard().questions().size(); i++) {
      var word = all.getOrDefault("q" + i, "");
      said.add(word);
      chosen.put(i, word);
    }
    try {
      judging.judge(viewer, no, said, remark);
    } catch (ScorecardRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return judge(drawn, chosen, remark, errors, model);
    }
    return "redirect:" + HOME + "/next";
  }

  @PostMapping("/{no}/leave-out")
  @Requires(Permission.COACH_MEMBERS)
  String leaveOut(Viewer viewer, @PathVariable long no) {
    judging.leaveOut(viewer, no);
    return "redirect:" + HOME + "/next";
  }

  // --- for the author

  @GetMapping("/{no}")
  String own(Viewer viewer, @PathVariable long no, Model model) {
    return own(answers.ofOwn(viewer, no), "", FormErrors.none(), model);
  }

  private static String own(JudgedMessage judged, String words, FormErrors errors, Model model) {
    model.addAttribute(
        "page", new JudgedPage(judged, HOME + "/" + judged.no(), false, words, errors));
    return "coaching/judged";
  }

  @PostMapping("/{no}")
  String answer(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "false") boolean appeal,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      answers.answer(viewer, no, words, appeal);
    } catch (ScorecardRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return own(answers.ofOwn(viewer, no), words, errors, model);
    }
    Toast.of(appeal ? "coaching.answer.appealed" : "coaching.answer.kept").afterRedirect(redirect);
    return "redirect:" + HOME;
  }
}
