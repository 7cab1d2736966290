package dev.decorum.hours;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.hours.CalendarRefused.Reason;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The calendars of the organisation. Few, asked for all the time and hardly ever changed: each
/// node keeps them in memory and reads them again when one has changed on any node.
///
/// There is always a standard one. Until somebody says otherwise it is Monday to Friday, nine to
/// five, without holidays, on the organisation's clocks.
@Service
public class Calendars {

  private static final String QUEUE = "hours.calendars";
  private static final String NAME = "hours.calendar.name";
  private static final String DAYS = "hours.calendar.days";
  private static final int LONGEST_NAME = 100;
  private static final int MOST = 500;

  private static final CalendarId UNSAVED = new CalendarId(new UUID(0, 0));
  private static final Week NINE_TO_FIVE =
      Week.parse(List.of("9-17", "9-17", "9-17", "9-17", "9-17", "", ""));

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Organisation organisation;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Kept<List<Calendar>> kept;

  Calendars(
      JdbcClient jdbc,
      Vault vault,
      Audit audit,
      Live live,
      Organisation organisation,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.organisation = organisation;
    this.events = events;
    this.clock = clock;
    this.kept = new Kept<>(live, QUEUE, this::read);
  }

  /// By name, the standard one first.
  public List<Calendar> all() {
    var all = kept.get();
    return all.isEmpty() ? List.of(unsaved()) : all;
  }

  /// What holds where nothing else is chosen.
  public Calendar standard() {
    return all().getFirst();
  }

  /// @return the standard one for a calendar that is no more
  public Calendar of(CalendarId id) {
    return find(one -> one.id().equals(id)).orElseGet(this::standard);
  }

  /// @throws CalendarNotFound
  public Calendar byNo(int no) {
    return find(one -> one.no() == no).orElseThrow(CalendarNotFound::new);
  }

  private Optional<Calendar> find(Predicate<Calendar> wanted) {
    return all().stream().filter(wanted).findFirst();
  }

  private Calendar unsaved() {
    var work = new WorkCalendar(organisation.zone(), NINE_TO_FIVE, null, Map.of());
    return new Calendar(UNSAVED, 0, "", true, work, 0);
  }

  /// The first one becomes the standard.
  ///
  /// @return its number
  /// @throws CalendarRefused
  @Transactional
  public int add(Viewer viewer, NewCalendar wanted) {
    var work = checked(wanted);
    var known = read();
    if (known.size() >= MOST) throw new CalendarRefused(Reason.TOO_MANY);
    var id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into hours.calendar
                  (id, standard, name, zone, week, holidays, days, created_at, updated_at)
                values
                  (:id, not exists (select from hours.calendar where standard), :name, :zone,
                   :week, :holidays, :days, :now, :now)
                returning no
                """)
            .params(values(id, wanted.name(), work))
            .query(Integer.class)
            .single();
    changed(viewer, "calendar.added", id);
    return no;
  }

  /// @param madeOn the version the change was made on
  /// @throws CalendarNotFound
  /// @throws CalendarRefused
  /// @throws Stale when somebody else changed it meanwhile
  @Transactional
  public void change(Viewer viewer, int no, int madeOn, NewCalendar wanted) {
    var before = stored(no);
    var work = checked(wanted);
    int rows =
        jdbc.sql(
                """
                update hours.calendar
                   set name = :name, zone = :zone, week = :week, holidays = :holidays, days = :days,
                       updated_at = :now, version = version + 1
                 where id = :id
                   and version = :version
                """)
            .params(values(before.id().id(), wanted.name(), work))
            .param("version", madeOn)
            .update();
    if (rows == 0) throw new Stale();
    changed(viewer, "calendar.changed", before.id().id());
  }

  /// Lets this one hold where nothing else is chosen.
  ///
  /// @throws CalendarNotFound
  @Transactional
  public void makeStandard(Viewer viewer, int no) {
    var calendar = stored(no);
    jdbc.sql("update hours.calendar set standard = false where standard").update();
    jdbc.sql("update hours.calendar set standard = true where id = :id")
        .param("id", calendar.id().id())
        .update();
    changed(viewer, "calendar.made_standard", calendar.id().id());
  }

  /// Who went by it goes by the standard one.
  ///
  /// @throws CalendarNotFound
  /// @throws CalendarRefused when it is the standard one
  @Transactional
  public void remove(Viewer viewer, int no) {
    var calendar = stored(no);
    if (calendar.standard()) throw new CalendarRefused(Reason.STANDARD_STAYS);
    jdbc.sql("delete from hours.calendar where id = :id").param("id", calendar.id().id()).update();
    changed(viewer, "calendar.removed", calendar.id().id());
  }

  private Calendar stored(int no) {
    return read().stream()
        .filter(one -> one.no() == no)
        .findFirst()
        .orElseThrow(CalendarNotFound::new);
  }

  private static WorkCalendar checked(NewCalendar wanted) {
    if (wanted.name().isBlank()) throw new CalendarRefused(Reason.NO_NAME);
    if (wanted.name().length() > LONGEST_NAME) throw new CalendarRefused(Reason.LONG_NAME);
    var week = week(wanted.week());
    if (week.isEmpty()) throw new CalendarRefused(Reason.NO_HOURS);
    var holidays = wanted.holidays();
    if (!holidays.isEmpty() && Holidays.of(holidays).isEmpty()) {
      throw new CalendarRefused(Reason.UNKNOWN_HOLIDAYS);
    }
    return new WorkCalendar(
        zone(wanted.zone()),
        week,
        holidays.isEmpty() ? null : holidays,
        SpecialDays.parse(wanted.days()));
  }

  private static Week week(List<String> written) {
    try {
      return Week.parse(written);
    } catch (HoursUnreadable e) {
      var reason =
          switch (e.reason()) {
            case NO_SPAN -> Reason.BAD_HOURS;
            case OVERLAP -> Reason.OVERLAP;
            case TOO_LONG_A_NIGHT -> Reason.TOO_LONG_A_NIGHT;
          };
      throw new CalendarRefused(reason, e.day() + 1);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException unknown) {
      throw new CalendarRefused(Reason.UNKNOWN_ZONE);
    }
  }

  private Map<String, Object> values(UUID id, String name, WorkCalendar work) {
    var key = vault.systemKey();
    var values = new HashMap<String, Object>();
    values.put("id", id);
    values.put("name", vault.seal(key, NAME, id, name.strip()));
    values.put("zone", work.zone().getId());
    values.put("week", work.week().written().toArray(String[]::new));
    values.put("holidays", work.holidays());
    values.put("days", vault.seal(key, DAYS, id, SpecialDays.written(work.days())));
    values.put(
        "now",
        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
    return values;
  }

  private void changed(Viewer viewer, String action, UUID calendar) {
    audit.changed(Actor.member(viewer.id().id()), action, "calendar", calendar, Map.of());
    kept.changed();
    events.publishEvent(new HoursChanged());
  }

  private List<Calendar> read() {
    return jdbc
        .sql(
            """
            select id, no, standard, name, zone, week, holidays, days, version
              from hours.calendar
             order by no
             limit :most
            """)
        .param("most", MOST)
        .query((row, _) -> calendar(row))
        .list()
        .stream()
        .sorted(
            Comparator.comparing(Calendar::standard)
                .reversed()
                .thenComparing(Calendar::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private Calendar calendar(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var week = (String[]) row.getArray("week").getArray();
    Map<LocalDate, WorkCalendar.Day> days =
        SpecialDays.parse(vault.openText(row.getBytes("days"), DAYS, id));
    return new Calendar(
        new CalendarId(id),
        row.getInt("no"),
        vault.openText(row.getBytes("name"), NAME, id),
        row.getBoolean("standard"),
        new WorkCalendar(
            ZoneId.of(row.getString("zone")),
            Week.parse(Arrays.asList(week)),
            row.getString("holidays"),
            days),
        row.getInt("version"));
  }
}
