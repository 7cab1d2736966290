package dev.decorum.clients.web;

import dev.decorum.clients.Channel;
import dev.decorum.clients.TimelineEntry;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a client's timeline.
///
/// @param channel the one that is shown; null: all
/// @param counts entries of each channel that has any, whichever is shown
/// @param earlier the address of what was before; null: nothing
/// @param latest the address of the newest part; null there
public record TimelinePage(
    long client,
    @Nullable Channel channel,
    Map<Channel, Integer> counts,
    List<TimelineEntry> entries,
    @Nullable String earlier,
    @Nullable String latest) {

  private static final int DAYS_APART = 7;

  public TimelinePage {
    counts = new EnumMap<>(counts.isEmpty() ? new EnumMap<>(Channel.class) : counts);
    entries = List.copyOf(entries);
  }

  /// Entries of one day or, further back, of one month.
  public record Group(String heading, boolean days, List<TimelineEntry> entries) {}

  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  public String url(@Nullable Channel shown) {
    return "/clients/" + client + (shown == null ? "" : "?ch=" + shown.word());
  }

  /// The entries under their headings: each day of the last week, months before that.
  public List<Group> groups(Ui ui) {
    ZoneId zone = ui.zone();
    LocalDate today = LocalDate.ofInstant(ui.now(), zone);
    var groups = new ArrayList<Group>();
    var together = new ArrayList<TimelineEntry>();
    Object span = null;
    for (TimelineEntry entry : entries) {
      Object its = span(entry.at(), zone, today);
      if (!its.equals(span) && !together.isEmpty()) {
        groups.add(group(together, zone, today, ui));
        together.clear();
      }
      span = its;
      together.add(entry);
    }
    if (!together.isEmpty()) {
      groups.add(group(together, zone, today, ui));
    }
    return groups;
  }

  private static Object span(Instant at, ZoneId zone, LocalDate today) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return day.isAfter(today.minusDays(DAYS_APART)) ? day : YearMonth.from(day);
  }

  private static Group group(List<TimelineEntry> entries, ZoneId zone, LocalDate today, Ui ui) {
    Instant at = entries.getFirst().at();
    return switch (span(at, zone, today)) {
      case YearMonth month -> new Group(heading(month, today, ui), false, List.copyOf(entries));
      default -> new Group(ui.day(at), true, List.copyOf(entries));
    };
  }

  private static String heading(YearMonth month, LocalDate today, Ui ui) {
    if (month.equals(YearMonth.from(today))) {
      return ui.t("clients.timeline.earlier_in", month(month, "LLLL", ui));
    }
    return month(month, month.getYear() == today.getYear() ? "LLLL" : "LLLL yyyy", ui);
  }

  private static String month(YearMonth month, String pattern, Ui ui) {
    return DateTimeFormatter.ofPattern(pattern, ui.locale()).format(month);
  }

  /// The time of an entry below its heading: the hour of a day, the day of a month.
  public static String time(Group group, TimelineEntry entry, Ui ui) {
    if (!group.days()) {
      return DateTimeFormatter.ofPattern("d MMM", ui.locale()).format(entry.at().atZone(ui.zone()));
    }
    Instant until = entry.until();
    return until == null
        ? ui.clock(entry.at())
        : ui.t("clients.timeline.from_to", ui.clock(entry.at()), ui.clock(until));
  }

  /// The picture that stands for a channel; its word is always with it.
  public static String icon(Channel channel) {
    return switch (channel) {
      case EMAIL -> "mail";
      case PHONE -> "phone";
      case CHAT -> "chat";
      case VIDEO -> "video";
      case VISIT -> "visit";
      case SOCIAL -> "social";
      case WEB -> "globe";
    };
  }
}
