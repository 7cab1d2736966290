package dev.decorum.engagements.web;

import dev.decorum.engagements.Engagement;
import dev.decorum.engagements.Milestone;
import dev.decorum.staff.Member;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A service as lists show it.
///
/// @param owner null: nobody has it
/// @param today what day it is where the organisation works
public record EngagementLine(
    Engagement engagement, @Nullable Member owner, LocalDate today, Instant now) {

  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);

  public String url() {
    return "/engagements/" + engagement.no();
  }

  public String owner(Ui ui) {
    return owner == null ? ui.t("engagements.nobody") : owner.name();
  }

  public int slipping() {
    return engagement.slipping(today).size();
  }

  public boolean reportOverdue() {
    var due = engagement.reportDue();
    return due != null && due.isBefore(now);
  }

  public String report(Ui ui) {
    var due = engagement.reportDue();
    if (due == null) return ui.t("engagements.report.none");
    return ui.t(
        reportOverdue() ? "engagements.report.overdue" : "engagements.report.due",
        MINUTE.format(due.atZone(ui.zone())));
  }

  public @Nullable Milestone next() {
    return engagement.next();
  }

  public static String day(LocalDate day) {
    return DAY.format(day);
  }
}
