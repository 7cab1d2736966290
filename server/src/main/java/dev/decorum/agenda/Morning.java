package dev.decorum.agenda;

import dev.decorum.hours.Absences;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.WorkingTime;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.StaffLetters;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The mail with which a member's day begins, for those who want one: what is overdue and due
/// today, by number and time. There is none on a day without either, on a day on which nobody
/// works, and for whoever is away all day: what came meanwhile stands in that of the next day of
/// work.
@Service
public class Morning {

  /// Later than this a day has begun without it.
  private static final Duration LATE = Duration.ofHours(3);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);

  private final Agenda agenda;
  private final Staff staff;
  private final StaffLetters letters;
  private final Calendars calendars;
  private final Absences absences;
  private final MessageSource words;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Morning(
      Agenda agenda,
      Staff staff,
      StaffLetters letters,
      Calendars calendars,
      Absences absences,
      MessageSource words,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Clock clock) {
    this.agenda = agenda;
    this.staff = staff;
    this.letters = letters;
    this.calendars = calendars;
    this.absences = absences;
    this.words = words;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// When the member wants it, on their own clocks; empty: not at all.
  @Transactional(readOnly = true)
  public Optional<LocalTime> at(Viewer viewer) {
    return jdbc.sql("select m.at from agenda.morning m where m.member_id = :member")
        .param("member", viewer.id().id())
        .query((row, _) -> row.getObject("at", LocalTime.class))
        .optional();
  }

  /// @param at null: not at all
  @Transactional
  public void want(Viewer viewer, @Nullable LocalTime at) {
    if (at == null) {
      jdbc.sql("delete from agenda.morning where member_id = :member")
          .param("member", viewer.id().id())
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into agenda.morning (member_id, at, next_at)
            values (:member, :at, :next)
            on conflict (member_id) do update
               set at = excluded.at, next_at = excluded.next_at
            """)
        .param("member", viewer.id().id())
        .param("at", at)
        .param("next", next(at, viewer.zone(), clock.instant()).atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The next time that clocks there show this hour.
  static Instant next(LocalTime at, ZoneId zone, Instant now) {
    var today = LocalDate.ofInstant(now, zone);
    var next = today.atTime(at).atZone(zone).toInstant();
    return next.isAfter(now) ? next : today.plusDays(1).atTime(at).atZone(zone).toInstant();
  }

  /// Whether somebody works on the day that it is there, and the member is back before it ends.
  ///
  /// @param back when a member is back who is away now; empty: they are there
  static boolean isDayOfWork(WorkingTime hours, Optional<Instant> back, ZoneId zone, Instant now) {
    var today = LocalDate.ofInstant(now, zone);
    var begins = today.atStartOfDay(zone).toInstant();
    var ends = today.plusDays(1).atStartOfDay(zone).toInstant();
    return hours.between(begins, ends).isPositive() && back.filter(ends::isAfter).equals(back);
  }

  /// Sends what is due; whichever node comes first does. What cannot be sent is lost with its day:
  /// the page for today says the same.
  void send() {
    while (Boolean.TRUE.equals(transactions.execute(_ -> one()))) {}
  }

  private record Wanted(MemberId member, LocalTime at, Instant next) {}

  /// @return whether there may be another one
  private boolean one() {
    var now = clock.instant();
    var found =
        jdbc.sql(
                """
                select m.member_id, m.at, m.next_at
                  from agenda.morning m
                 where m.next_at <= :now
                 order by m.next_at
                 limit 1
                   for update skip locked
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query(
                (row, _) ->
                    new Wanted(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getObject("at", LocalTime.class),
                        row.getObject("next_at", OffsetDateTime.class).toInstant()))
            .optional();
    if (found.isEmpty()) return false;
    var wanted = found.get();
    var member = staff.member(wanted.member()).filter(Member::active);
    var zone = member.map(agenda::zone).orElse(ZoneOffset.UTC);
    jdbc.sql("update agenda.morning set next_at = :next where member_id = :member")
        .param("member", wanted.member().id())
        .param("next", next(wanted.at(), zone, now).atOffset(ZoneOffset.UTC))
        .update();
    if (now.isAfter(wanted.next().plus(LATE)) || !letters.available()) return true;
    var hours = calendars.standard().work().time();
    member
        .filter(one -> isDayOfWork(hours, absences.back(one.id(), now), zone, now))
        .ifPresent(one -> tell(one, zone, now));
    return true;
  }

  private void tell(Member member, ZoneId zone, Instant now) {
    var midnight = LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    var lines = new ArrayList<String>();
    for (var item : agenda.items(member, midnight)) {
      boolean overdue = item.at().isBefore(now);
      lines.add(
          Objects.requireNonNull(
              words.getMessage(
                  overdue ? "agenda.morning.overdue" : "agenda.morning.due",
                  new Object[] {
                    (overdue ? DAY : TIME).format(item.at().atZone(zone)), item.summary()
                  },
                  Locale.UK)));
    }
    if (!lines.isEmpty()) letters.sendDay(member, List.copyOf(lines));
  }
}
