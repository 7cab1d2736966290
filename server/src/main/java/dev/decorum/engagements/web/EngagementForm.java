package dev.decorum.engagements.web;

import dev.decorum.engagements.Engagement;
import dev.decorum.engagements.EngagementRefused;
import dev.decorum.engagements.EngagementRefused.Reason;
import dev.decorum.engagements.ReportSchedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// A service as somebody typed it: nothing is checked yet.
///
/// @param owner number of a member; null: the writer
/// @param conversation number of one; empty: none
/// @param weeks from one report to the next; 0: none by a schedule
/// @param weekday from 1, Monday
/// @param time by when on that day
public record EngagementForm(
    @Nullable String title,
    @Nullable Integer owner,
    @Nullable String conversation,
    @Nullable Integer weeks,
    @Nullable Integer weekday,
    @Nullable String time) {

  static EngagementForm empty(@Nullable Long conversation) {
    var weekly = ReportSchedule.WEEKLY;
    return new EngagementForm(
        "",
        null,
        conversation == null ? "" : conversation.toString(),
        weekly.weeks(),
        weekly.day().getValue(),
        weekly.at().toString());
  }

  static EngagementForm of(Engagement one, @Nullable Integer owner) {
    var conversation = one.conversation();
    var schedule = one.schedule();
    var shown = schedule == null ? ReportSchedule.WEEKLY : schedule;
    return new EngagementForm(
        one.title(),
        owner,
        conversation == null ? "" : conversation.toString(),
        schedule == null ? 0 : schedule.weeks(),
        shown.day().getValue(),
        shown.at().toString());
  }

  /// @throws EngagementRefused when it cannot be read
  @Nullable ReportSchedule schedule() {
    if (weeks == null || weeks == 0) return null;
    try {
      return new ReportSchedule(
          weeks, DayOfWeek.of(weekday == null ? 0 : weekday), LocalTime.parse(typed(time)));
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      throw new EngagementRefused(Reason.BAD_SCHEDULE);
    }
  }

  /// @throws EngagementRefused when it is no number
  @Nullable Long conversationNo() {
    var number = typed(conversation).replaceFirst("^#", "");
    if (number.isEmpty()) return null;
    if (!number.matches("\\d{1,15}")) throw new EngagementRefused(Reason.NO_SUCH_CONVERSATION);
    return Long.valueOf(number);
  }

  public static String typed(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
