package dev.decorum.inbox.web;

import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A later time that a page offers, for a message to leave or a conversation to come back.
///
/// @param word the end of the keys of its names in the message bundle
/// @param place the city whose clocks it goes by; null: the reader's own
public record Later(String word, Instant until, @Nullable String place) {

  /// What a form sends for the time typed into the field beside it.
  static final String TYPED = "at";

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private Later(String word, Instant until) {
    this(word, until, null);
  }

  /// The same for a message to a client, first the next morning of a working day where they are.
  ///
  /// @param theirs null: where they are is not known
  static List<Later> choices(Viewer viewer, @Nullable ZoneId theirs, Clock clock) {
    var ours = choices(viewer, clock);
    if (theirs == null) return ours;
    var morning = morning(theirs, clock.instant());
    if (ours.stream().anyMatch(one -> one.until().equals(morning))) return ours;
    var all = new ArrayList<>(ours);
    var id = theirs.getId();
    var place = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    all.addFirst(new Later("theirs", morning, place));
    return all;
  }

  /// The next morning of a working day somewhere.
  static Instant morning(ZoneId zone, Instant now) {
    var there = now.atZone(zone);
    var day = there.toLocalDate();
    if (!there.toLocalTime().isBefore(MORNING)) day = day.plusDays(1);
    while (WEEKEND.contains(day.getDayOfWeek())) day = day.plusDays(1);
    return day.atTime(MORNING).atZone(zone).toInstant();
  }

  static List<Later> choices(Viewer viewer, Clock clock) {
    ZonedDateTime now = clock.instant().atZone(viewer.zone()).truncatedTo(ChronoUnit.MINUTES);
    Instant tomorrow =
        now.toLocalDate().plusDays(1).atTime(MORNING).atZone(viewer.zone()).toInstant();
    Instant monday =
        now.toLocalDate()
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
            .atTime(MORNING)
            .atZone(viewer.zone())
            .toInstant();
    return List.of(
        new Later("later", now.plusHours(3).toInstant()),
        new Later("tomorrow", tomorrow),
        new Later("monday", monday));
  }

  /// When a message leaves.
  ///
  /// @param chosen a point in time, or [#TYPED]; null: now
  /// @param typed date and time where the writer is
  /// @throws MessageRefused when it is no time, or has passed
  static @Nullable Instant read(Viewer viewer, @Nullable String chosen, String typed, Clock clock) {
    if (chosen == null || chosen.isEmpty()) {
      return null;
    }
    Instant at;
    try {
      at =
          chosen.equals(TYPED)
              ? LocalDateTime.parse(typed).atZone(viewer.zone()).toInstant()
              : Instant.parse(chosen);
    } catch (DateTimeParseException malformed) {
      throw new MessageRefused(Reason.NO_TIME);
    }
    // Who chose a time did not mean at once.
    if (!at.isAfter(clock.instant())) {
      throw new MessageRefused(Reason.PAST);
    }
    return at;
  }
}
