package dev.decorum.engagements.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.engagements.FollowUp;
import dev.decorum.engagements.FollowUp.Occasion;
import dev.decorum.engagements.FollowUp.State;
import dev.decorum.staff.Member;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What to come back to the client of a conversation with.
///
/// @param colleagues who could do it
/// @param resolvable whether the conversation is not resolved yet
/// @param today where the reader is
/// @param writes whether the reader may change anything
public record FollowUpsPage(
    long conversation,
    ClientSummary client,
    List<Line> lines,
    List<Member> colleagues,
    boolean resolvable,
    LocalDate today,
    boolean writes,
    FormErrors errors) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
  private static final int SOON = 7;

  public FollowUpsPage {
    lines = List.copyOf(lines);
    colleagues = List.copyOf(colleagues);
  }

  /// @param owner name of whoever does it; null: whoever of the team
  /// @param mine whether that is the reader
  public record Line(FollowUp followUp, @Nullable String owner, boolean mine, boolean overdue) {

    public long no() {
      return followUp.no();
    }

    public boolean open() {
      return followUp.state() == State.OPEN;
    }

    public String word() {
      return followUp.occasion().word();
    }

    /// By when, or from when on: a summary by a moment, the others in the course of a day.
    public String when(Ui ui) {
      var due = followUp.dueAt().atZone(ui.zone());
      if (!open()) return ui.t("engagements.follow_up.planned." + word(), DAY.format(due));
      return ui.t(
          overdue ? "engagements.follow_up.overdue" : "engagements.follow_up.due",
          (followUp.occasion() == Occasion.RECAP ? MINUTE : DAY).format(due));
    }
  }

  /// Whether it can be asked later whether the matter is solved: once at a time.
  public boolean mayCheckIn() {
    return writes
        && lines.stream().noneMatch(line -> line.followUp().occasion() == Occasion.CHECK_IN);
  }

  public String soon() {
    return today.plusDays(SOON).toString();
  }

  public String tomorrow() {
    return today.plusDays(1).toString();
  }
}
