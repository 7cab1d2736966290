package dev.decorum.channels;

import dev.decorum.hours.Schedule;
import dev.decorum.hours.Week;
import dev.decorum.hours.WorkingTime;
import java.time.ZoneId;
import java.util.List;

/// What a mailbox answers by itself.
///
/// @param acknowledge whether whoever begins a conversation is told that it has come
/// @param text what they are told, with fields such as `{name}`
/// @param away whether whoever writes while the office is closed is told so
/// @param awayText what they are told
/// @param responseHours in how many office hours somebody answers; 0: not agreed
/// @param language in which days and times are written, such as `de`
/// @param week the office hours of seven days, Monday first, as [Week] reads them; always open
///   without any
public record AutomaticAnswer(
    boolean acknowledge,
    String text,
    boolean away,
    String awayText,
    int responseHours,
    String language,
    List<String> week) {

  /// Nothing is answered.
  public static final AutomaticAnswer NOTHING =
      new AutomaticAnswer(false, "", false, "", 0, "en", Week.EMPTY.written());

  public AutomaticAnswer {
    week = List.copyOf(week);
  }

  public boolean on() {
    return acknowledge || away;
  }

  /// On the clocks of this zone.
  WorkingTime office(ZoneId zone) {
    var hours = Week.parse(week);
    return hours.isEmpty() ? WorkingTime.ALWAYS : new Schedule(hours, zone);
  }
}
