package dev.decorum.hours.web;

import dev.decorum.hours.Absence;
import dev.decorum.staff.Member;
import dev.decorum.web.FormErrors;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// When somebody is away: oneself, and for who leads a team its members.
///
/// @param members for whom the reader may say it, the reader first
/// @param rows what was said and is not over
public record AwayPage(
    AwayForm form, List<Member> members, List<Row> rows, List<String> zones, FormErrors errors) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

  public AwayPage {
    members = List.copyOf(members);
    rows = List.copyOf(rows);
    zones = List.copyOf(zones);
  }

  /// An absence and whose it is.
  public record Row(Absence absence, Member member) {

    /// On the clocks that it goes by.
    public String when() {
      var first = absence.from().toLocalDate();
      var last = absence.lastDay();
      if (absence.wholeDays()) {
        return first.equals(last)
            ? DAY.format(first)
            : DAY.format(first) + " \u2013 " + DAY.format(last);
      }
      return moment(absence.from())
          + " \u2013 "
          + moment(absence.to())
          + ", "
          + absence.zone().getId();
    }

    private static String moment(LocalDateTime at) {
      return DAY.format(at) + " " + TIME.format(at);
    }
  }

  public boolean chosen(Member one) {
    var no = form.member();
    return no == null ? one.equals(members.getFirst()) : one.no() == no;
  }
}
