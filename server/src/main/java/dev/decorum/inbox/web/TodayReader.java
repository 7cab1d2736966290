package dev.decorum.inbox.web;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.FirstStep;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.TeamLoad;
import dev.decorum.inbox.TodayNotice;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About;
import dev.decorum.inbox.TodayPart.Content;
import dev.decorum.inbox.TodayPart.Day;
import dev.decorum.inbox.TodayPart.Line;
import dev.decorum.inbox.TodayPart.Place;
import dev.decorum.inbox.TodayPart.Words;
import dev.decorum.inbox.View;
import dev.decorum.inbox.web.TodayPage.Card;
import dev.decorum.inbox.web.TodayPage.Column;
import dev.decorum.inbox.web.TodayPage.Missing;
import dev.decorum.inbox.web.TodayPage.Panel;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Puts the page for today together from the parts that modules add to it. Each part is read by
/// itself, in a transaction of its own, so that one that fails takes nothing else with it.
@Component
class TodayReader {

  private static final int CARDS = 5;
  private static final int LINES = 6;
  private static final int CLAUSES = 2;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

  private final List<TodayPart> parts;
  private final ObjectProvider<TodayNotice> notices;
  private final ObjectProvider<FirstStep> steps;
  private final TeamLoad load;
  private final Inbox inbox;
  private final Clients clients;
  private final Staff staff;
  private final Problems problems;
  private final Clock clock;

  TodayReader(
      List<TodayPart> parts,
      ObjectProvider<TodayNotice> notices,
      ObjectProvider<FirstStep> steps,
      TeamLoad load,
      Inbox inbox,
      Clients clients,
      Staff staff,
      Problems problems,
      Clock clock) {
    this.parts = parts.stream().sorted(Comparator.comparingInt(TodayPart::order)).toList();
    this.notices = notices;
    this.steps = steps;
    this.load = load;
    this.inbox = inbox;
    this.clients = clients;
    this.staff = staff;
    this.problems = problems;
    this.clock = clock;
  }

  /// @param withSteps whether the first steps are still wanted
  TodayPage read(Viewer viewer, boolean withSteps, HttpServletRequest request) {
    return new Reading(viewer, request).page(withSteps);
  }

  /// One page being read.
  private final class Reading {

    private final Viewer viewer;
    private final HttpServletRequest request;
    private final Day day;
    private final List<Content> contents = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();

    Reading(Viewer viewer, HttpServletRequest request) {
      this.viewer = viewer;
      this.request = request;
      this.day = Day.of(clock.instant(), viewer.zone());
    }

    TodayPage page(boolean withSteps) {
      ZonedDateTime now = day.now().atZone(viewer.zone());
      boolean serves = viewer.may(Permission.WRITE_CLIENTS);
      var first =
          withSteps
              ? guarded(Place.DUE, "inbox.first.title", List.<FirstStep.Step>of(), this::firstSteps)
              : List.<FirstStep.Step>of();
      var lines =
          guarded(Place.DUE, "inbox.today.notices", List.<TodayNotice.Line>of(), this::noticeLines);
      for (var part : serves ? parts : List.<TodayPart>of()) {
        contents.add(
            guarded(part.place(), part.titleKey(), Content.NOTHING, () -> part.of(viewer, day)));
      }
      var team =
          guarded(Place.TEAM, "inbox.today.load", List.<TeamLoad.Load>of(), () -> load.of(viewer));
      var board = board();
      var panels = panels();
      var sentences = sentences(serves, board, panels);
      var shown = Shown.of(board, panels, sentences);
      var rows = rows(shown.conversations());
      var summaries =
          shown.clients().isEmpty()
              ? Map.<ClientId, ClientSummary>of()
              : clients.summaries(shown.clients());
      Function<Line, Stream<Card>> card = line -> card(line, rows, summaries);
      return new TodayPage(
          viewer.name(),
          partOfDay(now.getHour()),
          DATE.format(now),
          serves,
          sentences,
          lines,
          first,
          contents.stream().flatMap(one -> one.figures().stream()).toList(),
          board.stream().map(one -> one.column(card)).toList(),
          panels.stream().map(one -> one.panel(card)).toList(),
          team,
          missing,
          rows.values().stream()
              .collect(Collectors.toMap(ConversationRow::id, row -> row.client().name())));
    }

    private <T> T guarded(Place place, String titleKey, T otherwise, Supplier<T> read) {
      try {
        return read.get();
      } catch (RuntimeException failure) {
        missing.add(new Missing(place, titleKey, problems.of(failure, request).reference()));
        return otherwise;
      }
    }

    private List<TodayNotice.Line> noticeLines() {
      return notices.orderedStream().flatMap(notice -> notice.of(viewer).stream()).toList();
    }

    /// None when all are done.
    private List<FirstStep.Step> firstSteps() {
      List<FirstStep.Step> all =
          steps.stream()
              .flatMap(step -> step.of(viewer).stream())
              .sorted(Comparator.comparingInt(FirstStep.Step::order))
              .toList();
      return all.stream().allMatch(FirstStep.Step::done) ? List.of() : all;
    }

    private List<Line> at(Place place) {
      return contents.stream()
          .flatMap(content -> content.lines().stream())
          .filter(line -> line.place() == place)
          .toList();
    }

    /// What is due by time, and who waits besides.
    private List<Lines> board() {
      List<Line> due =
          at(Place.DUE).stream()
              .sorted(Comparator.comparing(line -> Objects.requireNonNull(line.at())))
              .toList();
      Set<About> known =
          due.stream().map(Line::about).collect(Collectors.toCollection(HashSet::new));
      return List.of(
          column("overdue", "warn", due, at -> at.isBefore(day.now())),
          column("today", "today", due, at -> !at.isBefore(day.now()) && at.isBefore(day.end())),
          column("week", "cal", due, at -> !at.isBefore(day.end())),
          new Lines(
              "inbox.today.column.waiting",
              "inbox",
              at(Place.WAITING).stream().filter(line -> !known.contains(line.about())).toList(),
              CARDS,
              "/inbox/mine"));
    }

    private static Lines column(
        String name, String icon, List<Line> due, Predicate<Instant> belongs) {
      return new Lines(
          "inbox.today.column." + name,
          icon,
          due.stream().filter(line -> belongs.test(Objects.requireNonNull(line.at()))).toList(),
          CARDS,
          "/inbox/mine?sort=due");
    }

    /// Those that have something to say; whom to look after and what nobody has taken always.
    private List<PanelLines> panels() {
      return Stream.of(
              new PanelLines(Place.TEAM, "inbox.today.team", at(Place.TEAM), "/inbox/all?sort=due"),
              new PanelLines(Place.CLIENTS, "inbox.today.care", at(Place.CLIENTS), ""),
              new PanelLines(Place.NEWS, "inbox.today.news", at(Place.NEWS), "/notices"),
              new PanelLines(Place.LOOKS, "inbox.view.looks", at(Place.LOOKS), "/inbox/looks"),
              new PanelLines(Place.FREE, "inbox.today.free", at(Place.FREE), "/inbox/unassigned"))
          .filter(
              one ->
                  !one.lines().isEmpty()
                      || one.place() == Place.FREE
                      || one.place() == Place.CLIENTS)
          .toList();
    }

    private List<Words> sentences(boolean serves, List<Lines> board, List<PanelLines> panels) {
      if (!serves) return List.of(Words.of("inbox.today.sentence.officer"));
      var said =
          contents.stream()
              .flatMap(content -> Stream.ofNullable(content.sentence()))
              .limit(CLAUSES)
              .toList();
      if (!said.isEmpty()) return said;
      if (missing.stream()
          .anyMatch(one -> one.place() == Place.DUE || one.place() == Place.WAITING)) {
        return List.of(Words.of("inbox.today.sentence.unknown"));
      }
      int free =
          panels.stream()
              .filter(one -> one.place() == Place.FREE)
              .mapToInt(one -> one.lines().size())
              .sum();
      if (free > 0) return List.of(Words.counted("inbox.today.sentence.free", free));
      boolean due = board.stream().anyMatch(one -> !one.lines().isEmpty());
      return List.of(Words.of("inbox.today.sentence." + (due ? "later" : "nothing")));
    }

    /// All that is shown of conversations, with one statement.
    private Map<ConversationId, ConversationRow> rows(Set<ConversationId> shown) {
      return guarded(
              Place.DUE,
              "inbox.today.conversations",
              List.<ConversationRow>of(),
              () -> inbox.rows(viewer, shown))
          .stream()
          .collect(Collectors.toMap(ConversationRow::id, Function.identity()));
    }

    /// Nothing of what cannot be seen any more.
    private Stream<Card> card(
        Line line,
        Map<ConversationId, ConversationRow> rows,
        Map<ClientId, ClientSummary> summaries) {
      return switch (line.about()) {
        case About.InConversation(var id) ->
            Stream.ofNullable(rows.get(id)).map(row -> card(line, row, null));
        case About.Told(var id, var notice) ->
            Stream.ofNullable(rows.get(id)).map(row -> card(line, row, "/notices/" + notice));
        case About.OfClient(var id, var text, var url) ->
            Stream.ofNullable(summaries.get(id))
                .map(
                    client ->
                        new Card(
                            id.id(),
                            client.name(),
                            text,
                            url,
                            false,
                            line.icon(),
                            line.why(),
                            line.at(),
                            owner(line)));
      };
    }

    private Card card(Line line, ConversationRow row, @Nullable String form) {
      return new Card(
          row.client().id().id(),
          row.client().name(),
          row.subject(),
          form == null ? new Beside(list(line.place())).page(row.no()) : form,
          form != null,
          line.icon(),
          line.why(),
          line.at(),
          owner(line));
    }

    /// What stands beside it, so that one can go on from there.
    private static @Nullable ListName list(Place place) {
      return switch (place) {
        case DUE, WAITING -> ListName.of(View.MINE);
        case LOOKS -> ListName.of(View.LOOKS);
        case FREE -> ListName.of(View.UNASSIGNED);
        case FIGURES, CLIENTS, NEWS, TEAM -> null;
      };
    }

    private @Nullable String owner(Line line) {
      return line.owner() == null
          ? null
          : staff.member(line.owner()).map(Member::name).orElse(null);
    }
  }

  /// A column before it is read.
  private record Lines(String key, String icon, List<Line> lines, int most, String all) {

    Stream<Line> shown() {
      return lines.stream().limit(most);
    }

    Column column(Function<Line, Stream<Card>> card) {
      return new Column(
          key, icon, TodayPage.count(lines.size()), shown().flatMap(card).toList(), all);
    }
  }

  /// A panel before it is read.
  private record PanelLines(Place place, String titleKey, List<Line> lines, String all) {

    Stream<Line> shown() {
      return lines.stream().limit(LINES);
    }

    Panel panel(Function<Line, Stream<Card>> card) {
      return new Panel(place, titleKey, shown().flatMap(card).toList(), all, titleKey + ".none");
    }
  }

  /// What has to be read for what is shown.
  private record Shown(Set<ConversationId> conversations, Set<ClientId> clients) {

    static Shown of(List<Lines> board, List<PanelLines> panels, List<Words> sentences) {
      var shown = new Shown(new HashSet<>(), new HashSet<>());
      Stream.concat(
              board.stream().flatMap(Lines::shown), panels.stream().flatMap(PanelLines::shown))
          .forEach(line -> shown.add(line.about()));
      sentences.stream().flatMap(words -> words.args().stream()).forEach(arg -> shown.add(arg));
      return shown;
    }

    private void add(Object about) {
      switch (about) {
        case About.InConversation(var id) -> conversations.add(id);
        case About.Told(var id, _) -> conversations.add(id);
        case About.OfClient(var id, _, _) -> clients.add(id);
        case ConversationId id -> conversations.add(id);
        default -> {}
      }
    }
  }

  private static String partOfDay(int hour) {
    if (hour < 12) {
      return "morning";
    }
    return hour < 18 ? "afternoon" : "evening";
  }
}
