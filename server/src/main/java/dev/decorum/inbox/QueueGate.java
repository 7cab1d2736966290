package dev.decorum.inbox;

import dev.decorum.live.LiveGate;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may learn that something came into a queue, left it or moved in it. A queue is that of
/// everybody, of a team or of a member.
@Component
class QueueGate implements LiveGate {

  static final String TOPIC = "queue";
  static final String EVERYBODY = "everybody";

  private static final String TEAM = "team-";
  private static final String MEMBER = "member-";

  private final JdbcClient jdbc;

  QueueGate(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static String team(TeamId team) {
    return TEAM + team.id();
  }

  static String member(MemberId member) {
    return MEMBER + member.id();
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public Set<UUID> allowed(Collection<UUID> members, String id) {
    return jdbc.sql(
            """
            select m.id
              from unnest(:members) as m (id)
             where staff.serves_clients(m.id)
               and (:id = :everybody
                    or :id = :member || m.id
                    or :id like :team || '%'
                       and (staff.sees_everything(m.id)
                            or exists (select from staff.teams_of(m.id) t where :id = :team || t)))
            """)
        .param("members", members.toArray(UUID[]::new))
        .param("id", id)
        .param("everybody", EVERYBODY)
        .param("member", MEMBER)
        .param("team", TEAM)
        .query((row, _) -> row.getObject(1, UUID.class))
        .set();
  }
}
