package dev.decorum.reports.web;

import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.reports.By;
import dev.decorum.reports.Counted;
import dev.decorum.reports.Figure;
import dev.decorum.reports.Group;
import dev.decorum.reports.Period;
import dev.decorum.reports.PeriodRefused;
import dev.decorum.reports.Question;
import dev.decorum.reports.Reports;
import dev.decorum.reports.Result;
import dev.decorum.reports.Subject;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/// How promises and targets were kept: figures, what they are made of, and both as files.
@Controller
@RequestMapping("/reports")
@Requires(Permission.WRITE_CLIENTS)
class ReportsController {

  private static final int MOST_IN_FILE = 10_000;
  private static final int ROWS_AT_ONCE = 5_000;

  private final Reports reports;
  private final Promises promises;
  private final Inbox inbox;
  private final Staff staff;

  ReportsController(Reports reports, Promises promises, Inbox inbox, Staff staff) {
    this.reports = reports;
    this.promises = promises;
    this.inbox = inbox;
    this.staff = staff;
  }

  @GetMapping
  String figures(Viewer viewer, @ModelAttribute Asked asked, Model model) {
    var errors = FormErrors.none();
    Period period;
    try {
      period = asked.period(reports);
    } catch (PeriodRefused refused) {
      errors = errors.and(refused.field(), refused.messageKey());
      period = reports.period(Period.Span.MONTH);
    }
    var of = asked.subject();
    var by = asked.told();
    model.addAttribute(
        "page",
        new ReportPage(
            period,
            of,
            by,
            reports.report(viewer, of, by, period, Reports.MOST_SHOWN),
            asked.compared() ? reports.before(viewer, of, period) : null,
            reports.dimensions(viewer),
            Objects.requireNonNullElse(asked.from(), period.from().toString()),
            Objects.requireNonNullElse(asked.to(), period.to().toString()),
            errors));
    return "reports/report";
  }

  @GetMapping("/rows")
  String rows(Viewer viewer, @ModelAttribute Asked asked, Paging paging, Model model) {
    var question = asked.question(reports);
    var found = reports.rows(viewer, question, paging.cursor(), paging.limit());
    var by = question.by();
    var key = question.key();
    model.addAttribute(
        "page",
        new RowsPage(
            question,
            by == null || key == null ? null : reports.name(viewer, by, key).orElse(null),
            question.of() == Subject.PROMISES
                ? promises(viewer, found.items())
                : conversations(viewer, found.items()),
            found.next()));
    return "reports/rows";
  }

  private List<RowsPage.Row> promises(Viewer viewer, List<Counted> counted) {
    var nos = counted.stream().flatMap(one -> Stream.ofNullable(one.promise())).toList();
    Map<Long, PromiseView> known =
        promises.those(viewer, nos).stream()
            .collect(Collectors.toMap(PromiseView::no, Function.identity()));
    return counted.stream()
        .flatMap(
            one -> {
              var promise = known.get(Objects.requireNonNull(one.promise()));
              return promise == null
                  ? Stream.empty()
                  : Stream.of(
                      new RowsPage.Row(
                          one,
                          promise.words(),
                          "/promises/" + promise.no(),
                          promise.client().name()));
            })
        .toList();
  }

  private List<RowsPage.Row> conversations(Viewer viewer, List<Counted> counted) {
    var ids =
        counted.stream().flatMap(one -> Stream.ofNullable(one.conversation())).distinct().toList();
    var known = new HashMap<ConversationId, ConversationRow>();
    inbox.rows(viewer, ids).forEach(row -> known.put(row.id(), row));
    return counted.stream()
        .flatMap(
            one -> {
              var row = known.get(Objects.requireNonNull(one.conversation()));
              return row == null
                  ? Stream.empty()
                  : Stream.of(
                      new RowsPage.Row(one, row.subject(), "/c/" + row.no(), row.client().name()));
            })
        .toList();
  }

  // --- files

  /// Without names of clients: the file leaves the house.
  @GetMapping("/figures.csv")
  void figuresFile(Viewer viewer, @ModelAttribute Asked asked, HttpServletResponse response)
      throws IOException {
    var period = asked.period(reports);
    var of = asked.subject();
    var by = asked.told();
    var report = reports.report(viewer, of, by, period, MOST_IN_FILE);
    reports.taken(viewer, of, period, false);
    var csv = Csv.answer(response, name(of, period, by.word()));
    csv.line(
        "of",
        "from",
        "to",
        "zone",
        "by",
        "group",
        "name",
        "on_time",
        "late",
        "broken",
        "undone",
        "counted",
        "withdrawn",
        "renegotiated",
        "timed",
        "median_seconds",
        "ninetieth_percentile_seconds",
        "mean_seconds");
    line(csv, of, period, "", "all", null, report.whole());
    for (Group one : report.groups()) {
      line(
          csv, of, period, by.word(), one.key(), by == By.CLIENT ? null : one.name(), one.figure());
    }
  }

  private static void line(
      Csv csv,
      Subject of,
      Period period,
      String by,
      String key,
      @Nullable String name,
      Figure figure)
      throws IOException {
    var times = figure.times();
    csv.line(
        of.word(),
        period.from(),
        period.to(),
        period.zone(),
        by,
        key,
        name,
        figure.of(Result.ON_TIME),
        figure.of(Result.LATE),
        figure.of(Result.BROKEN),
        figure.of(Result.UNDONE),
        figure.n(),
        figure.of(Result.WITHDRAWN),
        figure.renegotiated(),
        times == null ? null : times.n(),
        times == null ? null : times.median().toSeconds(),
        times == null ? null : times.ninetieth().toSeconds(),
        times == null ? null : times.mean().toSeconds());
  }

  /// Read piece by piece, so that who takes it slowly holds no connection to the database.
  @GetMapping("/rows.csv")
  void rowsFile(Viewer viewer, @ModelAttribute Asked asked, HttpServletResponse response)
      throws IOException {
    var question = asked.question(reports);
    var found = reports.rows(viewer, question, null, ROWS_AT_ONCE);
    reports.taken(viewer, question.of(), question.period(), true);
    var csv = Csv.answer(response, name(question.of(), question.period(), "rows"));
    csv.line(
        "of",
        "promise",
        "conversation",
        "client",
        "channel",
        "team",
        "began",
        "decided",
        "result",
        "renegotiated",
        "took_seconds");
    while (true) {
      for (var one : found.items()) line(csv, question, one);
      var next = found.next();
      if (next == null) return;
      found = reports.rows(viewer, question, Cursor.parse(next), ROWS_AT_ONCE);
    }
  }

  private void line(Csv csv, Question question, Counted one) throws IOException {
    var team = one.team();
    Duration took = one.took();
    csv.line(
        question.of().word(),
        one.promise(),
        one.conversationNo(),
        one.clientNo(),
        one.channel(),
        team == null ? null : staff.team(team).map(Team::name).orElse(null),
        one.began(),
        one.at(),
        one.result().word(),
        one.renegotiated(),
        took == null ? null : took.toSeconds());
  }

  private static String name(Subject of, Period period, String what) {
    return "%s-%s-%s-%s.csv".formatted(of.word(), what, period.from(), period.to());
  }
}
