package dev.decorum.hours;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.hours.AbsenceRefused.Reason;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is not at work, and when they are back. Few, and asked for wherever work is given to
/// somebody: each node keeps those that are not over in memory.
@Service
public class Absences {

  private static final String QUEUE = "hours.absences";

  /// For how long before it is stated one may have begun.
  private static final Period BACK = Period.ofMonths(1);

  private static final Period AHEAD = Period.ofYears(3);
  private static final int MOST_OF_MEMBER = 200;

  private final JdbcClient jdbc;
  private final Staff staff;
  private final Audit audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Kept<List<Absence>> kept;

  Absences(
      JdbcClient jdbc,
      Staff staff,
      Audit audit,
      Live live,
      ApplicationEventPublisher events,
      Clock clock) {
    this.events = events;
    this.jdbc = jdbc;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
    this.kept = new Kept<>(live, QUEUE, this::read);
  }

  // --- asking

  /// Those that are not over, the next first.
  public List<Absence> coming() {
    var now = clock.instant();
    return kept.get().stream().filter(one -> one.ends().isAfter(now)).toList();
  }

  /// Those of a member that are not over, the next first.
  public List<Absence> of(MemberId member) {
    return coming().stream().filter(one -> one.member().equals(member)).toList();
  }

  /// When a member is away from now on, the next before the rest. Absences that follow each other
  /// without a break are one.
  public List<Away> away(MemberId member) {
    return joined(of(member));
  }

  private static List<Away> joined(List<Absence> absences) {
    var all = new ArrayList<Away>();
    for (var one : absences) {
      var last = all.isEmpty() ? null : all.getLast();
      if (last == null || one.begins().isAfter(last.until())) {
        all.add(new Away(one.begins(), one.ends()));
      } else if (one.ends().isAfter(last.until())) {
        all.set(all.size() - 1, new Away(last.from(), one.ends()));
      }
    }
    return all;
  }

  /// When a member is away now, or will be next.
  public Optional<Away> next(MemberId member) {
    return away(member).stream().findFirst();
  }

  /// When a member who is away at this moment is back; empty: they are there.
  public Optional<Instant> back(MemberId member, Instant at) {
    return away(member).stream()
        .filter(one -> !at.isBefore(one.from()) && at.isBefore(one.until()))
        .map(Away::until)
        .findFirst();
  }

  /// When a member who is away now is back; empty: they are there.
  public Optional<Instant> back(MemberId member) {
    return back(member, clock.instant());
  }

  // --- saying

  /// Whether the viewer may say when this member is away: oneself, as a lead members of one's
  /// teams, as an admin all.
  public boolean mayStateFor(Viewer viewer, Member member) {
    if (viewer.id().equals(member.id())) return true;
    if (member.state() == Member.State.DISABLED) return false;
    if (viewer.may(Permission.MANAGE_STAFF)) return true;
    return viewer.role() == Role.LEAD
        && staff
            .member(viewer.id())
            .map(lead -> !Collections.disjoint(lead.teams(), member.teams()))
            .orElse(false);
  }

  /// @throws AbsenceRefused
  @Transactional
  public void state(Viewer viewer, MemberId member, NewAbsence said) {
    if (staff.member(member).filter(one -> mayStateFor(viewer, one)).isEmpty()) {
      throw new AbsenceRefused(Reason.NO_SUCH_MEMBER);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var wanted = checked(member, said, now);
    // Two at the same moment could overlap, and neither see the other.
    jdbc.sql("lock table hours.absence in share row exclusive mode").update();
    var others = read().stream().filter(one -> one.member().equals(member)).toList();
    if (others.stream().anyMatch(wanted::overlaps)) throw new AbsenceRefused(Reason.OVERLAP);
    if (others.size() >= MOST_OF_MEMBER) throw new AbsenceRefused(Reason.TOO_MANY);
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into hours.absence
              (id, member_id, begins, ends, zone, stated_by, stated_at)
            values
              (:id, :member, :begins, :ends, :zone, :by, :now)
            """)
        .param("id", id)
        .param("member", member.id())
        .param("begins", wanted.from())
        .param("ends", wanted.to())
        .param("zone", wanted.zone().getId())
        .param("by", viewer.id().id())
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
    changed(viewer, "absence.stated", id, member);
  }

  /// It is not so, or not any more.
  ///
  /// @throws AbsenceNotFound
  @Transactional
  public void remove(Viewer viewer, long no) {
    var absence =
        read().stream()
            .filter(one -> one.no() == no)
            .filter(
                one -> staff.member(one.member()).filter(m -> mayStateFor(viewer, m)).isPresent())
            .findFirst()
            .orElseThrow(AbsenceNotFound::new);
    var id =
        jdbc.sql("delete from hours.absence where no = :no returning id")
            .param("no", no)
            .query(UUID.class)
            .optional()
            .orElseThrow(AbsenceNotFound::new);
    changed(viewer, "absence.removed", id, absence.member());
  }

  private void changed(Viewer viewer, String action, UUID absence, MemberId member) {
    audit.changed(
        Actor.member(viewer.id().id()),
        action,
        "absence",
        absence,
        Map.of("member", member.id().toString()));
    kept.changed();
    var now = clock.instant();
    var stored =
        read().stream()
            .filter(one -> one.member().equals(member) && one.ends().isAfter(now))
            .toList();
    events.publishEvent(new AbsencesChanged(member, joined(stored)));
  }

  /// What somebody typed, as an absence that may be.
  static Absence checked(MemberId member, NewAbsence said, Instant now) {
    var zone = zone(said.zone());
    var from = day(said.from(), Reason.UNREADABLE_FROM);
    var to = said.to().isBlank() ? from : day(said.to(), Reason.UNREADABLE_TO);
    var begins = from.atTime(time(said.fromTime(), Reason.UNREADABLE_FROM));
    var ends =
        said.toTime().isBlank()
            ? to.plusDays(1).atStartOfDay()
            : to.atTime(time(said.toTime(), Reason.UNREADABLE_TO));
    if (!begins.isBefore(ends)) throw new AbsenceRefused(Reason.INVERTED);
    var today = LocalDateTime.ofInstant(now, zone);
    if (begins.isBefore(today.minus(BACK))) throw new AbsenceRefused(Reason.LONG_AGO);
    if (!ends.isAfter(today)) throw new AbsenceRefused(Reason.OVER);
    if (ends.isAfter(today.plus(AHEAD))) throw new AbsenceRefused(Reason.FAR);
    return new Absence(0, member, begins, ends, zone);
  }

  private static LocalDate day(String typed, Reason otherwise) {
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeException unreadable) {
      throw new AbsenceRefused(otherwise);
    }
  }

  private static LocalTime time(String typed, Reason otherwise) {
    try {
      return typed.isBlank() ? LocalTime.MIDNIGHT : LocalTime.parse(typed.strip());
    } catch (DateTimeException unreadable) {
      throw new AbsenceRefused(otherwise);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException unknown) {
      throw new AbsenceRefused(Reason.UNKNOWN_ZONE);
    }
  }

  /// Those that are not over anywhere in the world.
  private List<Absence> read() {
    return jdbc
        .sql(
            """
            select no, member_id, begins, ends, zone
              from hours.absence
             where ends > :yesterday
            """)
        .param("yesterday", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1))
        .query((row, _) -> absence(row))
        .list()
        .stream()
        .sorted(Comparator.comparing(Absence::begins).thenComparing(Absence::no))
        .toList();
  }

  private static Absence absence(ResultSet row) throws SQLException {
    return new Absence(
        row.getLong("no"),
        new MemberId(row.getObject("member_id", UUID.class)),
        row.getObject("begins", LocalDateTime.class),
        row.getObject("ends", LocalDateTime.class),
        ZoneId.of(row.getString("zone")));
  }
}
