package dev.decorum.promises;

import dev.decorum.clients.ClientId;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About.OfClient;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What colleagues have promised and not kept in time, and what is due today and nobody has: for
/// the leads of their teams, for an admin of all, on the page for today.
@Component
@Transactional(readOnly = true)
class TeamPromises implements TodayPart {

  private static final int SHOWN = 8;

  private final Staff staff;
  private final Vault vault;
  private final JdbcClient jdbc;

  TeamPromises(Staff staff, Vault vault, JdbcClient jdbc) {
    this.staff = staff;
    this.vault = vault;
    this.jdbc = jdbc;
  }

  private record Owed(
      UUID id, long no, ClientId client, byte[] words, @Nullable MemberId owner, Instant at) {

    static Owed of(ResultSet row) throws SQLException {
      var owner = row.getObject("owner_id", UUID.class);
      return new Owed(
          row.getObject("id", UUID.class),
          row.getLong("no"),
          new ClientId(row.getObject("client_id", UUID.class)),
          row.getBytes("words"),
          owner == null ? null : new MemberId(owner),
          row.getObject("due_at", OffsetDateTime.class).toInstant());
    }
  }

  @Override
  public int order() {
    return 91;
  }

  @Override
  public Place place() {
    return Place.TEAM;
  }

  @Override
  public String titleKey() {
    return "promises.today.team";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (viewer.role() != Role.LEAD && viewer.role() != Role.ADMIN) return Content.NOTHING;
    var owed = owed(viewer, day);
    vault.warm(owed.stream().map(one -> Vault.keyOf(one.words())).distinct().toList());
    return Content.of(owed.stream().map(this::line).toList(), null);
  }

  private Line line(Owed one) {
    var words = vault.openText(one.words(), Ledger.WORDS, one.id());
    return new Line(
        Place.TEAM,
        new OfClient(one.client(), words, "/promises/" + one.no()),
        "promise",
        Words.of("promises.today.why"),
        one.at(),
        one.owner());
  }

  private List<Owed> owed(Viewer viewer, Day day) {
    return jdbc.sql(
            """
            (select %1$s
               from promises.visible_to(:viewer) p
              where p.ended_at is null
                and p.due_at <= :end
                and p.owner_id is null
                and p.state <> 'proposed'
              order by p.due_at, p.id
              limit %2$d)
            union all
            (select %1$s
               from promises.visible_to(:viewer) p
              where p.ended_at is null
                and p.due_at <= :end
                and p.owner_id = any (:colleagues)
                and p.state = 'overdue'
              order by p.due_at, p.id
              limit %2$d)
             order by due_at, id
             limit %2$d
            """
                .formatted("p.id, p.no, p.client_id, p.words, p.owner_id, p.due_at", SHOWN))
        .param("viewer", viewer.id().id())
        .param("end", Ledger.bound(day.end()))
        .param("colleagues", colleagues(viewer))
        .query((row, _) -> Owed.of(row))
        .list();
  }

  private UUID[] colleagues(Viewer lead) {
    var teams = staff.member(lead.id()).map(Member::teams).orElse(Set.of());
    return staff.members().stream()
        .filter(one -> !one.id().equals(lead.id()))
        .filter(one -> lead.role() == Role.ADMIN || !Collections.disjoint(one.teams(), teams))
        .map(one -> one.id().id())
        .toArray(UUID[]::new);
  }
}
