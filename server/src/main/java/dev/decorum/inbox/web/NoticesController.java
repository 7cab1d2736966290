package dev.decorum.inbox.web;

import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.decorum.inbox.Notice;
import dev.decorum.inbox.NoticeChoices;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.PushSwitch;
import dev.decorum.inbox.QuietHours;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Page;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What one was told of, and the choice of what one is told of.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class NoticesController {

  private static final String ALL = "/notices";
  private static final String CHOICES = "/me/notices";
  private static final int ROWS = 30;

  private final Notices notices;
  private final Staff staff;
  private final ObjectProvider<PushSwitch> push;

  NoticesController(Notices notices, Staff staff, ObjectProvider<PushSwitch> push) {
    this.notices = notices;
    this.staff = staff;
    this.push = push;
  }

  private boolean pushAllowed() {
    return push.getIfAvailable(() -> () -> false).allowed();
  }

  @GetMapping(ALL)
  String all(Viewer viewer, @RequestParam(required = false) @Nullable String cursor, Model model) {
    Page<Notice> told = notices.all(viewer, cursor == null ? null : Cursor.parse(cursor), ROWS);
    model.addAttribute(
        "page",
        new NoticesPage(
            told.items(),
            told.next() == null ? null : ALL + "?cursor=" + told.next(),
            cursor == null ? null : ALL));
    return "inbox/notices";
  }

  /// The newest one alone: fetched by the page that is open.
  @GetMapping(ALL + "/latest")
  String latest(Viewer viewer, Model model) {
    model.addAttribute("notice", notices.latest(viewer).orElse(null));
    return "inbox/latestNotice";
  }

  /// To what it is about. Whoever goes there has seen it.
  @PostMapping(ALL + "/{id}")
  String open(Viewer viewer, @PathVariable UUID id) {
    return notices.seen(viewer, id).map(no -> "redirect:/c/" + no).orElse("redirect:" + ALL);
  }

  @PostMapping(ALL + "/seen")
  String allSeen(Viewer viewer, RedirectAttributes redirect) {
    notices.allSeen(viewer);
    Toast.of("inbox.notices.all_seen").afterRedirect(redirect);
    return "redirect:" + ALL;
  }

  @GetMapping(CHOICES)
  String choices(Viewer viewer, Model model) {
    NoticeChoices choices = notices.choices(viewer);
    QuietHours quiet = choices.quiet();
    model.addAttribute(
        "page",
        page(
            viewer,
            choices,
            quiet == null ? "" : quiet.from().toString(),
            quiet == null ? "" : quiet.to().toString(),
            FormErrors.none()));
    return "inbox/noticeChoices";
  }

  /// @param onPage words of the events to be told of on the page
  /// @param byMail words of the events to be told of by mail
  /// @param byPush words of the events to be told of through the browser; those of before while the
  ///   organisation does not allow it
  @PostMapping(CHOICES)
  String choose(
      Viewer viewer,
      @RequestParam(name = "page", required = false) @Nullable Set<String> onPage,
      @RequestParam(name = "mail", required = false) @Nullable Set<String> byMail,
      @RequestParam(name = "push", required = false) @Nullable Set<String> byPush,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    FormErrors errors = FormErrors.none();
    QuietHours quiet = null;
    if (!from.isBlank() || !to.isBlank()) {
      try {
        quiet = new QuietHours(LocalTime.parse(from), LocalTime.parse(to), viewer.zone());
      } catch (DateTimeException _) {
        errors = errors.and("from", "inbox.notices.quiet.invalid");
      }
      if (quiet != null && quiet.from().equals(quiet.to())) {
        errors = errors.and("from", "inbox.notices.quiet.invalid");
      }
    }
    var choices =
        new NoticeChoices(
            events(onPage),
            events(byMail),
            pushAllowed() ? events(byPush) : notices.choices(viewer).byPush(),
            quiet);
    if (errors.any()) {
      response.setStatus(UNPROCESSABLE_CONTENT.value());
      model.addAttribute("page", page(viewer, choices, from, to, errors));
      return "inbox/noticeChoices";
    }
    notices.choose(viewer, choices);
    Toast.of("inbox.notices.saved").afterRedirect(redirect);
    return "redirect:" + CHOICES;
  }

  @PostMapping(CHOICES + "/test")
  String test(Viewer viewer, RedirectAttributes redirect) {
    notices.test(viewer);
    Toast.of("inbox.notices.tested").afterRedirect(redirect);
    return "redirect:" + CHOICES;
  }

  private static Set<NoticeEvent> events(@Nullable Set<String> words) {
    var events = EnumSet.noneOf(NoticeEvent.class);
    if (words != null) {
      NoticeEvent.choices().stream()
          .filter(event -> words.contains(event.word()))
          .forEach(events::add);
    }
    return events;
  }

  private NoticeChoicesPage page(
      Viewer viewer, NoticeChoices choices, String from, String to, FormErrors errors) {
    return new NoticeChoicesPage(
        choices,
        from,
        to,
        viewer.zone().getId(),
        staff.member(viewer.id()).map(Member::email).orElse(null),
        pushAllowed(),
        errors);
  }
}
