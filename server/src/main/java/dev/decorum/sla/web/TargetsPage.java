package dev.decorum.sla.web;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.Priority;
import dev.decorum.sla.Because;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Policy;
import dev.decorum.sla.Target;
import dev.decorum.sla.Written;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The policies in their order, and a place to try what they come to.
///
/// @param trial what was tried; null: nothing yet
public record TargetsPage(
    List<Row> rows, List<Team> teams, Question question, @Nullable Trial trial, FormErrors errors) {

  public TargetsPage {
    rows = List.copyOf(rows);
    teams = List.copyOf(teams);
  }

  public List<Channel> channels() {
    return List.of(Channel.values());
  }

  public List<Priority> priorities() {
    return List.of(Priority.values());
  }

  /// One policy, in words.
  ///
  /// @param calendar the name of its hours; empty: the standard ones, which nobody has named
  /// @param hidden whether one before it leaves nothing for it
  public record Row(
      Policy policy, List<String> teams, List<String> clients, String calendar, boolean hidden) {

    public Row {
      teams = List.copyOf(teams);
      clients = List.copyOf(clients);
    }

    public List<ClockKind> kinds() {
      return policy.targets().keySet().stream().sorted().toList();
    }

    public Target target(ClockKind kind) {
      return Objects.requireNonNull(policy.targets().get(kind));
    }

    public String length(ClockKind kind) {
      return Written.length(target(kind).length());
    }

    /// For whom it is, such as `Email, Lifts, Urgent`; empty: for all.
    public List<String> conditions(Ui ui) {
      var words = new ArrayList<String>();
      var conditions = policy.conditions();
      conditions.channels().stream()
          .sorted()
          .map(one -> ui.t("inbox.channel." + one.word()))
          .forEach(words::add);
      words.addAll(teams);
      conditions.priorities().stream()
          .sorted()
          .map(one -> ui.t("inbox.priority." + one.word()))
          .forEach(words::add);
      words.addAll(clients);
      conditions.tags().stream().sorted().forEach(words::add);
      conditions.withoutTags().stream()
          .sorted()
          .map(tag -> ui.t("sla.without", tag))
          .forEach(words::add);
      return words;
    }
  }

  /// What is asked.
  ///
  /// @param at such as `2026-11-20T17:20`, on the clocks of the reader
  public record Question(String at, String channel, String priority, int team, String tags) {}

  /// What it comes to.
  ///
  /// @param policy null: none is for it
  public record Trial(
      Instant at, @Nullable Policy policy, ZoneId zone, Map<ClockKind, Because> due) {

    public List<ClockKind> kinds() {
      return due.keySet().stream().sorted().toList();
    }

    public Because because(ClockKind kind) {
      return Objects.requireNonNull(due.get(kind));
    }

    /// Such as `Monday 23 November, 09:50`, on the clocks of the office.
    public String words(Instant at, Ui ui) {
      return DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", ui.locale())
          .format(at.atZone(zone));
    }

    /// Such as `Friday 20 November: 17:20 to 17:30, 10m`.
    public String words(Because.Day day, Ui ui) {
      var date = DateTimeFormatter.ofPattern("EEEE d MMMM", ui.locale()).format(day.date());
      var from = day.from();
      var to = day.to();
      if (from == null || to == null) {
        return day.special().isEmpty()
            ? ui.t("sla.because.closed", date)
            : ui.t("sla.because.special", date, day.special());
      }
      var time = DateTimeFormatter.ofPattern("HH:mm", ui.locale());
      return ui.t(
          "sla.because.worked",
          date,
          time.format(from.atZone(zone)),
          time.format(to.atZone(zone)),
          Written.length(minutes(day.worked())));
    }

    private static Duration minutes(Duration worked) {
      return Duration.ofMinutes(worked.toMinutes());
    }
  }
}
