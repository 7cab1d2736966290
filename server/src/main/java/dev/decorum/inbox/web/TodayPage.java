package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.FirstStep;
import dev.decorum.inbox.TeamLoad;
import dev.decorum.inbox.TodayNotice;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.Figure;
import dev.decorum.inbox.TodayPart.Place;
import dev.decorum.inbox.TodayPart.Words;
import dev.decorum.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a member's day begins with.
///
/// @param partOfDay `morning`, `afternoon` or `evening` where the reader is
/// @param date in words, where the reader is
/// @param serves whether the member answers clients at all
/// @param sentences clauses of the one sentence that matters, the weightiest first
/// @param notices what needs a look before anything else
/// @param columns what is due and who waits
/// @param load how work is shared out, for leads; empty for others
/// @param missing parts that could not be read
/// @param names clients of the conversations that are spoken of in words
public record TodayPage(
    String name,
    String partOfDay,
    String date,
    boolean serves,
    List<Words> sentences,
    List<TodayNotice.Line> notices,
    List<FirstStep.Step> steps,
    List<Figure> figures,
    List<Column> columns,
    List<Panel> panels,
    List<TeamLoad.Load> load,
    List<Missing> missing,
    Map<ConversationId, String> names) {

  private static final int SPELT = 9;
  private static final LocalTime ONE_MINUTE = LocalTime.of(0, 1);

  public TodayPage {
    sentences = List.copyOf(sentences);
    notices = List.copyOf(notices);
    steps = List.copyOf(steps);
    figures = List.copyOf(figures);
    columns = List.copyOf(columns);
    panels = List.copyOf(panels);
    load = List.copyOf(load);
    missing = List.copyOf(missing);
    names = Map.copyOf(names);
  }

  /// Some of what is due at about the same time, or of those who wait.
  ///
  /// @param key of its heading; words for when nothing is in it have the same with `.none` behind
  /// @param count how many there are, in words
  /// @param all where all are
  public record Column(String key, String icon, String count, List<Card> cards, String all) {

    public Column {
      cards = List.copyOf(cards);
    }

    /// Whether it is of clients who wait, and not of what is due.
    public boolean waiting() {
      return key.endsWith(".waiting");
    }

    public String id() {
      return "col-" + key.substring(key.lastIndexOf('.') + 1);
    }
  }

  /// Lines of one kind.
  ///
  /// @param all where all are; null: these are all
  /// @param none the key of what to say when there are none
  public record Panel(Place place, String titleKey, List<Card> lines, String all, String none) {

    public Panel {
      lines = List.copyOf(lines);
    }
  }

  /// A line as it is shown.
  ///
  /// @param text a subject, or what else it is about; blank: a conversation without subject
  /// @param owner whose it is, in words, where that is worth saying; null: nobody's
  /// @param post whether the address wants a form: to open it says that it was seen
  public record Card(
      Object id,
      String client,
      String text,
      String url,
      boolean post,
      String icon,
      Words why,
      @Nullable Instant at,
      @Nullable String owner) {}

  /// A part that failed.
  ///
  /// @param reference by which it is found in the log
  public record Missing(Place place, String titleKey, String reference) {}

  public List<Missing> missing(Place place) {
    return missing.stream().filter(one -> one.place() == place).toList();
  }

  /// The one sentence that matters.
  public String sentence(Ui ui) {
    var said = new StringBuilder();
    for (var clause : sentences) {
      said.append(said.isEmpty() ? "" : "; ").append(say(ui, clause));
    }
    return said.isEmpty() ? "" : capital(ui, said.append('.').toString());
  }

  private static String capital(Ui ui, String words) {
    int first = words.offsetByCodePoints(0, 1);
    return words.substring(0, first).toUpperCase(ui.locale()) + words.substring(first);
  }

  public String say(Ui ui, Words words) {
    return ui.t(words.key(), words.args().stream().map(arg -> written(ui, arg)).toArray());
  }

  private String written(Ui ui, Object arg) {
    return switch (arg) {
      case ConversationId id -> Objects.requireNonNullElse(names.get(id), "");
      case Instant at -> when(ui, at);
      case Integer n when n >= 0 && n <= SPELT -> ui.t("inbox.today.number." + n);
      case Integer n when n >= TodayPart.MOST -> count(n);
      default -> arg.toString();
    };
  }

  public static String count(int many) {
    return many >= TodayPart.MOST ? TodayPart.MOST - 1 + "+" : String.valueOf(many);
  }

  public boolean late(Ui ui, @Nullable Instant at) {
    return at != null && at.isBefore(ui.now());
  }

  /// Whether little time is left.
  public boolean soon(Ui ui, @Nullable Instant at) {
    return at != null && !late(ui, at) && at.isBefore(ui.now().plus(1, ChronoUnit.HOURS));
  }

  /// When something is due, on the reader's clock and from now on: `Due 10:00, 2 h ago`.
  public String due(Ui ui, Instant at) {
    boolean near = Duration.between(at, ui.now()).abs().compareTo(Duration.ofDays(1)) < 0;
    String key = (late(ui, at) ? "inbox.today.late" : "inbox.today.at") + (near ? ".near" : "");
    // What is due at the last minute of a day is due on that day.
    boolean allDay = LocalTime.ofInstant(at, ui.zone()).plusMinutes(1).isBefore(ONE_MINUTE);
    return capital(ui, ui.t(key, allDay ? ui.day(at) : when(ui, at), ui.moment(at).text()));
  }

  /// A time on the reader's clock, with its day unless that is today.
  public String when(Ui ui, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ui.zone());
    long away = ChronoUnit.DAYS.between(LocalDate.ofInstant(ui.now(), ui.zone()), day);
    if (away == 0) return ui.clock(at);
    if (away == -1) return ui.t("inbox.today.yesterday", ui.clock(at));
    if (away == 1) return ui.t("inbox.today.tomorrow", ui.clock(at));
    return ui.t("inbox.today.day", ui.day(at), ui.clock(at));
  }
}
