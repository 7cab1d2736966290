package dev.decorum.staff;

import dev.decorum.vault.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Teams in the database.
@Repository
class Teams {

  private final JdbcClient jdbc;
  private final Clock clock;

  Teams(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<Team> all() {
    return jdbc.sql("select id, no, name from staff.team order by lower(name)")
        .query((row, _) -> team(row))
        .list();
  }

  Optional<Team> named(String name) {
    return jdbc.sql("select id, no, name from staff.team where lower(name) = lower(:name)")
        .param("name", name)
        .query((row, _) -> team(row))
        .optional();
  }

  /// @throws DuplicateKeyException when another team has this name
  Team insert(String name) {
    return jdbc.sql(
            """
            insert into staff.team (id, name, created_at)
            values (:id, :name, :now)
            returning id, no, name
            """)
        .param("id", RowIds.next())
        .param("name", name)
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .query((row, _) -> team(row))
        .single();
  }

  /// False when there is no such team.
  ///
  /// @throws DuplicateKeyException when another team has this name
  boolean rename(TeamId id, String name) {
    return jdbc.sql(
                """
                update staff.team
                   set name = :name,
                       version = version + 1
                 where id = :id
                """)
            .param("id", id.id())
            .param("name", name)
            .update()
        == 1;
  }

  private static Team team(ResultSet row) throws SQLException {
    return new Team(
        new TeamId(row.getObject("id", UUID.class)), row.getInt("no"), row.getString("name"));
  }
}
