package dev.decorum.engagements;

import dev.decorum.clients.Clients;
import dev.decorum.clients.Preferences;
import dev.decorum.engagements.ProgressReport.Delay;
import dev.decorum.promises.Due;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Viewer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/// The words with which a report or a notice about a service begins: a whole letter, for a person
/// to read, change and send.
@Service
public class EngagementLetters {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

  private final Engagements engagements;
  private final Clients clients;
  private final Preferences preferences;
  private final Promises promises;
  private final MessageSource words;

  EngagementLetters(
      Engagements engagements,
      Clients clients,
      Preferences preferences,
      Promises promises,
      MessageSource words) {
    this.engagements = engagements;
    this.clients = clients;
    this.preferences = preferences;
    this.promises = promises;
    this.words = words;
  }

  public String subject(Engagement one) {
    return say("report.subject", one.title());
  }

  /// How it is getting on.
  public String report(Viewer viewer, Engagement one) {
    var told =
        ProgressReport.of(one, engagements.sinceReport(viewer, one.no()), engagements.today());
    var body =
        Stream.of(
                say("report.begin", one.title()),
                told.done().isEmpty()
                    ? say("report.done.none")
                    : list("report.done", told.done(), Milestone::name),
                list("report.next", told.next(), each -> by(each.name(), each.dueOn())),
                delays(told.delays()),
                list("report.dropped", told.dropped(), this::dropped),
                list("report.promised", owed(viewer, one), this::promised),
                say("report.end"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n\n"));
    return framed(viewer, one, body);
  }

  /// That days are not kept, and what holds instead.
  public String notice(Viewer viewer, Engagement one) {
    var told =
        ProgressReport.of(one, engagements.sinceReport(viewer, one.no()), engagements.today());
    return framed(
        viewer,
        one,
        say("notice.begin", one.title())
            + "\n\n"
            + delays(told.delays())
            + "\n\n"
            + say("notice.end"));
  }

  private String framed(Viewer viewer, Engagement one, String body) {
    var client = clients.get(viewer, one.client().no());
    var name =
        Objects.requireNonNullElse(preferences.manner(viewer, client).nameToUse(), client.name());
    return say("frame", name, body, viewer.name());
  }

  private String delays(List<Delay> delays) {
    if (delays.isEmpty()) return "";
    return list("report.delays", delays, this::delay) + "\n\n" + say("report.sorry");
  }

  private String delay(Delay delay) {
    var one = delay.milestone();
    var reason = delay.reason();
    var known = DAY.format(one.knownOn());
    var said =
        delay.dated()
            ? say("report.delay", one.name(), known, DAY.format(one.dueOn()))
            : say("report.delay.undated", one.name(), known);
    return reason == null ? said : said + " " + say("report.reason", sentence(reason));
  }

  private String dropped(Delay dropped) {
    var reason = dropped.reason();
    var name = dropped.milestone().name();
    return reason == null ? name : name + ". " + say("report.reason", sentence(reason));
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  private String by(String name, LocalDate day) {
    return say("report.by", name, DAY.format(day));
  }

  private List<PromiseView> owed(Viewer viewer, Engagement one) {
    return promises.ofClient(viewer, one.client().no()).stream()
        .filter(promise -> promise.state().runs())
        .toList();
  }

  private String promised(PromiseView promise) {
    return switch (promise.due()) {
      case Due.Minute(var at) -> dated(promise, at.atZone(promise.zone()).toLocalDate());
      case Due.Day(var date) -> dated(promise, date);
      case Due.Range(_, var to) -> dated(promise, to);
      case Due.None() -> promise.words();
    };
  }

  private String dated(PromiseView promise, LocalDate day) {
    return say("report.promise", promise.words(), DAY.format(day));
  }

  private <T> String list(String key, List<T> all, Function<T, String> line) {
    if (all.isEmpty()) return "";
    return all.stream()
        .map(each -> "- " + line.apply(each))
        .collect(Collectors.joining("\n", say(key) + "\n", ""));
  }

  private String say(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage("engagements.letter." + key, args, Locale.UK));
  }
}
