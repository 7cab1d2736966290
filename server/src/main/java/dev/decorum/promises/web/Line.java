package dev.decorum.promises.web;

import dev.decorum.promises.Due;
import dev.decorum.promises.PromiseState;
import dev.decorum.promises.PromiseView;
import dev.decorum.staff.Member;
import dev.decorum.web.Ui;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A promise as the pages show it.
///
/// @param owner null: nobody has it
public record Line(PromiseView promise, @Nullable Member owner) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);

  public boolean overdue() {
    return promise.state() == PromiseState.OVERDUE;
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

  public String owner(Ui ui) {
    return owner == null ? ui.t("promises.nobody") : owner.name();
  }

  public String due(Ui ui) {
    return due(promise.due(), ui);
  }

  /// Moments on the clocks of the reader, days as they were said.
  static String due(Due due, Ui ui) {
    return switch (due) {
      case Due.Minute(var at) -> MINUTE.format(at.atZone(ui.zone()));
      case Due.Day(var date) -> DAY.format(date);
      case Due.Range(var from, var to) -> DAY.format(from) + " \u2013 " + DAY.format(to);
      case Due.None() -> ui.t("promises.due.none");
    };
  }
}
