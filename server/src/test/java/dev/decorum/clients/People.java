package dev.decorum.clients;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Members and teams for tests of who sees what, without the module that looks after them.
final class People {

  private final JdbcClient jdbc;
  private final Vault vault;

  People(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  TeamId team() {
    UUID id = RowIds.next();
    jdbc.sql("insert into staff.team (id, name, created_at) values (:id, :name, now())")
        .param("id", id)
        .param("name", "Team " + id)
        .update();
    return new TeamId(id);
  }

  Viewer member(Role role, TeamId... teams) {
    UUID id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into staff.member (id, name, email, email_index, role, state, created_at)
                values (:id, :name, :email, :index, :role, 'active', now())
                returning no
                """)
            .param("id", id)
            .param("name", sealed("name", id, "Jonas Lind"))
            .param("email", sealed("email", id, "%s@brightwater.example".formatted(id)))
            .param("index", id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .param("role", role.word())
            .query(Integer.class)
            .single();
    for (TeamId team : teams) {
      jdbc.sql("insert into staff.membership (member_id, team_id) values (:member, :team)")
          .param("member", id)
          .param("team", team.id())
          .update();
    }
    return new Viewer(
        new MemberId(id),
        no,
        "Jonas Lind",
        role,
        role.permissions(),
        Viewer.Via.BROWSER,
        RowIds.next(),
        ZoneOffset.UTC);
  }

  private byte[] sealed(String column, UUID id, String text) {
    return vault.seal(vault.systemKey(), "staff.member." + column, id, text);
  }

  void disable(Viewer member) {
    jdbc.sql("update staff.member set state = 'disabled' where id = :id")
        .param("id", member.id().id())
        .update();
  }
}
