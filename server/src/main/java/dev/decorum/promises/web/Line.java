package dev.decorum.promises.web;

import dev.decorum.promises.Due;
import dev.decorum.promises.PromiseState;
import dev.decorum.promises.PromiseView;
import dev.decorum.staff.Member;
import dev.decorum.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A promise as the pages show it.
///
/// @param owner null: nobody has it
public record Line(PromiseView promise, @Nullable Member owner) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
  private static final DateTimeFormatter DAY_AND_YEAR =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern(", HH:mm", Locale.UK);

  public boolean overdue() {
    return promise.state() == PromiseState.OVERDUE;
  }

  /// Whether its state says more than the column of the board that it stands in.
  public boolean telling() {
    return switch (promise.state()) {
      case OPEN, DUE, OVERDUE, KEPT -> false;
      case PROPOSED, AT_RISK, RENEGOTIATED, KEPT_LATE, BROKEN, WITHDRAWN -> true;
    };
  }

  /// The class that colours its state; no colour stands without words.
  public String tone() {
    return switch (promise.state()) {
      case OVERDUE, BROKEN -> "danger";
      case AT_RISK, DUE, KEPT_LATE -> "warn";
      case KEPT -> "ok";
      case PROPOSED, OPEN, RENEGOTIATED, WITHDRAWN -> "promise";
    };
  }

  /// How often it comes again; empty: it does not.
  public String repeats(Ui ui) {
    var repeats = promise.repeats();
    if (repeats == null) return "";
    var rhythm = repeats.rhythm();
    var often =
        ui.t("promises.repeats." + rhythm.unit().name().toLowerCase(Locale.ROOT), rhythm.every());
    var last = repeats.last();
    return last == null ? often : ui.t("promises.repeats.until", often, day(last, ui));
  }

  public String owner(Ui ui) {
    return owner == null ? ui.t("promises.nobody") : owner.name();
  }

  public String due(Ui ui) {
    return due(promise.due(), ui);
  }

  /// Moments on the clocks of the reader, days as they were said.
  static String due(Due due, Ui ui) {
    return switch (due) {
      case Due.Minute(var at) -> {
        var there = at.atZone(ui.zone());
        yield day(there.toLocalDate(), ui) + CLOCK.format(there);
      }
      case Due.Day(var date) -> day(date, ui);
      case Due.Range(var from, var to) -> day(from, ui) + " \u2013 " + day(to, ui);
      case Due.None() -> ui.t("promises.due.none");
    };
  }

  private static String day(LocalDate date, Ui ui) {
    boolean thisYear = date.getYear() == ui.now().atZone(ui.zone()).getYear();
    return (thisYear ? DAY : DAY_AND_YEAR).format(date);
  }
}
