package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.Counts;
import dev.decorum.inbox.FirstStep;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.TodayNotice;
import dev.decorum.inbox.View;
import dev.decorum.inbox.web.QueuePage.Row;
import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

  private static final int ROWS = 8;
  private static final String STEPS = "first-steps";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

  private final Inbox inbox;
  private final Queues queues;
  private final ObjectProvider<TodayNotice> notices;
  private final ObjectProvider<FirstStep> steps;
  private final Clock clock;

  TodayController(
      Inbox inbox,
      Queues queues,
      ObjectProvider<TodayNotice> notices,
      ObjectProvider<FirstStep> steps,
      Clock clock) {
    this.inbox = inbox;
    this.queues = queues;
    this.notices = notices;
    this.steps = steps;
    this.clock = clock;
  }

  @GetMapping("/")
  String start() {
    return "redirect:/today";
  }

  @GetMapping("/today")
  String today(
      Viewer viewer,
      @CookieValue(name = STEPS, required = false) @Nullable String hidden,
      Model model) {
    ZonedDateTime now = clock.instant().atZone(viewer.zone());
    boolean serves = viewer.may(Permission.WRITE_CLIENTS);
    model.addAttribute(
        "page",
        new TodayPage(
            viewer.name(),
            partOfDay(now.getHour()),
            DATE.format(now),
            serves,
            notices.orderedStream().flatMap(notice -> notice.of(viewer).stream()).toList(),
            hidden == null ? steps(viewer) : List.of(),
            serves ? inbox.counts(viewer) : new Counts(0, 0, 0, 0, 0),
            serves ? rows(viewer, View.MINE) : List.of(),
            serves ? rows(viewer, View.UNASSIGNED) : List.of(),
            serves ? rows(viewer, View.LOOKS) : List.of()));
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

  /// None when all are done.
  private List<FirstStep.Step> steps(Viewer viewer) {
    List<FirstStep.Step> all =
        steps.stream()
            .flatMap(step -> step.of(viewer).stream())
            .sorted(Comparator.comparingInt(FirstStep.Step::order))
            .toList();
    return all.stream().allMatch(FirstStep.Step::done) ? List.of() : all;
  }

  private List<Row> rows(Viewer viewer, View view) {
    return inbox
        .list(viewer, ConversationFilter.of(view), Sort.WAITING, null, ROWS)
        .items()
        .stream()
        .map(row -> queues.row(viewer, row, ListName.of(view)))
        .toList();
  }

  private static String partOfDay(int hour) {
    if (hour < 12) {
      return "morning";
    }
    return hour < 18 ? "afternoon" : "evening";
  }
}
