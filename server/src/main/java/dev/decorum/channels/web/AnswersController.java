package dev.decorum.channels.web;

import dev.decorum.channels.AnswerRefused;
import dev.decorum.channels.AutomaticAnswers;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.hours.Calendars;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a mailbox answers by itself, for admins.
@Controller
@RequestMapping(ChannelsController.HOME + "/{no}/answers")
@Requires(Permission.MANAGE_CHANNELS)
class AnswersController {

  private final Mailboxes mailboxes;
  private final AutomaticAnswers answers;
  private final Calendars calendars;

  AnswersController(Mailboxes mailboxes, AutomaticAnswers answers, Calendars calendars) {
    this.mailboxes = mailboxes;
    this.answers = answers;
    this.calendars = calendars;
  }

  @GetMapping
  String show(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    var form = AnswersForm.of(answers.of(mailbox.id()));
    return show(mailbox, form, FormErrors.none(), model);
  }

  @PostMapping
  String change(
      @PathVariable int no,
      @ModelAttribute AnswersForm form,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    try {
      answers.change(ChannelsController.actor(viewer), mailbox.id(), form.answer());
      Toast.of("channels.saved").afterRedirect(redirect);
      return "redirect:%s/%d/answers".formatted(ChannelsController.HOME, no);
    } catch (AnswerRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(mailbox, form, errors(refused), model);
    }
  }

  private static FormErrors errors(AnswerRefused refused) {
    var field =
        switch (refused.reason()) {
          case NO_TEXT, LONG_TEXT, UNKNOWN_FIELD -> "text";
          case NO_AWAY_TEXT, LONG_AWAY_TEXT, UNKNOWN_AWAY_FIELD -> "awayText";
          case NO_RESPONSE_TIME, BAD_RESPONSE_TIME -> "responseHours";
          case NO_HOURS -> "calendar";
        };
    return FormErrors.none().and(field, refused.messageKey());
  }

  private String show(Mailbox mailbox, AnswersForm form, FormErrors errors, Model model) {
    var previews = new ArrayList<String>();
    if (!errors.any()) {
      var answer = answers.of(mailbox.id());
      if (answer.acknowledge()) previews.add(answers.preview(mailbox, answer, answer.text()));
      if (answer.away()) previews.add(answers.preview(mailbox, answer, answer.awayText()));
    }
    model.addAttribute("page", new AnswersPage(mailbox, form, calendars.all(), previews, errors));
    return "channels/answers";
  }
}
