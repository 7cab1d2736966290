package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How much work each member of a lead's teams has. It says how it is shared out and nothing about
/// how well somebody works: by name, not by rank.
@Service
@Transactional(readOnly = true)
public class TeamLoad {

  /// More people than fit on a page are not looked at.
  private static final int MOST_PEOPLE = 60;

  private final Staff staff;
  private final JdbcClient jdbc;

  TeamLoad(Staff staff, JdbcClient jdbc) {
    this.staff = staff;
    this.jdbc = jdbc;
  }

  /// What a member has to do.
  ///
  /// @param open conversations that are open, up to [Counts#CAP]
  /// @param waiting in how many of these the client waits
  /// @param longest since when the one who has waited longest does; null: nobody waits
  public record Load(Member member, int open, int waiting, @Nullable Instant longest) {}

  private record Row(MemberId member, int open, int waiting, @Nullable Instant longest) {}

  /// Of those who serve clients in the teams of a lead, for an admin in all; empty for others.
  public List<Load> of(Viewer viewer) {
    var people =
        people(viewer)
            .sorted(Comparator.comparing(Member::name, String.CASE_INSENSITIVE_ORDER))
            .limit(MOST_PEOPLE)
            .toList();
    if (people.isEmpty()) return List.of();
    var rows =
        jdbc
            .sql(
                """
                select m.id, count(c.id) as open, count(c.waiting_since) as waiting,
                       min(c.waiting_since) as longest
                  from unnest(:members) as m (id)
                  left join lateral (
                       select c.id, c.waiting_since
                         from inbox.visible_to(:viewer) c
                        where c.deleted_at is null
                          and c.status = 'open'
                          and c.assignee_id = m.id
                        order by coalesce(c.waiting_since, 'infinity'), c.id
                        limit %d) c on true
                 group by m.id
                """
                    .formatted(Counts.CAP))
            .param("members", people.stream().map(one -> one.id().id()).toArray(UUID[]::new))
            .param("viewer", viewer.id().id())
            .query(
                (row, _) ->
                    new Row(
                        new MemberId(row.getObject("id", UUID.class)),
                        row.getInt("open"),
                        row.getInt("waiting"),
                        Times.readNullable(row, "longest")))
            .list()
            .stream()
            .collect(Collectors.toMap(Row::member, row -> row));
    return people.stream()
        .flatMap(
            member ->
                Stream.ofNullable(rows.get(member.id()))
                    .map(row -> new Load(member, row.open(), row.waiting(), row.longest())))
        .toList();
  }

  private Stream<Member> people(Viewer viewer) {
    if (viewer.role() != Role.LEAD && viewer.role() != Role.ADMIN) return Stream.empty();
    var teams = staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
    return staff.members().stream()
        .filter(Member::serves)
        .filter(
            one ->
                viewer.role() == Role.ADMIN
                    || one.id().equals(viewer.id())
                    || !Collections.disjoint(teams, one.teams()));
  }
}
