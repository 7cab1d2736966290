package dev.decorum.promises;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.decorum.hours.Absences;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.WorkingTime;
import dev.decorum.promises.AgreedTerms.Terms;
import dev.decorum.promises.Feasibility.Kept;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What there is to say about a promise before it is given.
///
/// What is read of a member is kept for half a minute: a draft is looked at with every pause in
/// typing. How long promises took somebody is told to themselves alone.
@Service
public class Prospects {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int DAYS_BACK = 180;
  private static final int DAYS_AHEAD = 400;
  private static final int MOST_KEPT = 200;
  private static final int MOST_DUE = 500;

  private final Calendars calendars;
  private final Absences absences;
  private final PromiseSettings settings;
  private final ObjectProvider<AgreedTerms> agreements;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Cache<MemberId, Past> known =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(REMEMBERED).build();

  Prospects(
      Calendars calendars,
      Absences absences,
      PromiseSettings settings,
      ObjectProvider<AgreedTerms> agreements,
      JdbcClient jdbc,
      Clock clock) {
    this.calendars = calendars;
    this.absences = absences;
    this.settings = settings;
    this.agreements = agreements;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// @param due when other promises of a member are due
  private record Past(List<Instant> due, List<Kept> kept) {}

  /// @param owner who is to keep it
  /// @param conversation number of the one in which it is given; null: in none
  @Transactional(readOnly = true)
  public Advice of(Viewer viewer, MemberId owner, Due by, @Nullable Long conversation) {
    var now = clock.instant();
    if (by.ends(viewer.zone()) == null) return Advice.NONE;
    var hours = calendars.standard().work().time();
    var past = known.get(owner, one -> read(one, hours, now));
    return new Feasibility(
            now,
            viewer.zone(),
            hours,
            absences.away(owner),
            past.due(),
            owner.equals(viewer.id()) ? past.kept() : List.of(),
            conversation == null ? null : agreed(viewer, conversation),
            settings.mostADay())
        .of(by);
  }

  private @Nullable Terms agreed(Viewer viewer, long conversation) {
    return agreements.stream()
        .flatMap(one -> one.of(viewer, conversation).stream())
        .findFirst()
        .orElse(null);
  }

  private Past read(MemberId owner, WorkingTime hours, Instant now) {
    var due = new ArrayList<Instant>();
    var kept = new ArrayList<Kept>();
    jdbc.sql(
            """
            (select null as made_at, null as ended_at,
                    case when p.precision = 'minute' then p.due_at
                         else p.due_at - interval '1 second'
                     end as due_at
               from promises.promise p
              where p.owner_id = :owner
                and p.ended_at is null
                and p.state <> 'proposed'
                and p.due_at between :today and :far
              order by p.due_at
              limit :mostDue)
            union all
            (select p.made_at, p.ended_at, p.due_at
               from promises.promise p
              where p.owner_id = :owner
                and p.ended_at > :back
                and p.state in ('kept', 'kept_late')
                and p.due_at is not null
              order by p.ended_at desc
              limit :mostKept)
            """)
        .param("owner", owner.id())
        .param("today", Ledger.bound(now.minus(1, ChronoUnit.DAYS)))
        .param("far", Ledger.bound(now.plus(DAYS_AHEAD, ChronoUnit.DAYS)))
        .param("back", Ledger.bound(now.minus(DAYS_BACK, ChronoUnit.DAYS)))
        .param("mostDue", MOST_DUE)
        .param("mostKept", MOST_KEPT)
        .query(
            row -> {
              var at = Ledger.instant(row, "due_at");
              var made = Ledger.nullable(row, "made_at");
              var ended = Ledger.nullable(row, "ended_at");
              if (made == null || ended == null) due.add(at);
              else kept.add(new Kept(ended, hours.between(made, at), hours.between(made, ended)));
            });
    return new Past(due, kept);
  }
}
