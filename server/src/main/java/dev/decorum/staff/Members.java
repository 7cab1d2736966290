package dev.decorum.staff;

import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Members in the database, their names and addresses sealed.
@Repository
class Members {

  /// What signing in needs to know about a member.
  ///
  /// @param password the Argon2id hash, null before one was chosen
  record Credentials(MemberId member, Member.State state, @Nullable String password) {}

  private static final String NAME = "staff.member.name";
  private static final String EMAIL = "staff.member.email";
  private static final String SIGNATURE = "staff.member.signature";
  private static final String PASSWORD = "staff.member.password";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  Members(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  List<Member> all() {
    return jdbc.sql(
            """
            select m.id, m.no, m.name, m.email, m.role, m.state, m.signature, m.zone, m.theme, m.version,
                   array(select s.team_id from staff.membership s where s.member_id = m.id) as teams
              from staff.member m
             order by m.no
            """)
        .query((row, _) -> member(row))
        .list();
  }

  /// The member as the current transaction sees it; a change queues behind those before it.
  Optional<Member> lock(MemberId id) {
    return jdbc.sql(
            """
            select m.id, m.no, m.name, m.email, m.role, m.state, m.signature, m.zone, m.theme, m.version,
                   array(select s.team_id from staff.membership s where s.member_id = m.id) as teams
              from staff.member m
             where m.id = :id
               for no key update
            """)
        .param("id", id.id())
        .query((row, _) -> member(row))
        .optional();
  }

  /// @throws DuplicateKeyException when the address is taken
  MemberId insert(
      String name, String email, Role role, Member.State state, @Nullable String password) {
    var id = RowIds.next();
    var key = vault.systemKey();
    jdbc.sql(
            """
            insert into staff.member (id, name, email, email_index, role, state, password, created_at)
            values (:id, :name, :email, :index, :role, :state, :password, :now)
            """)
        .param("id", id)
        .param("name", vault.seal(key, NAME, id, name))
        .param("email", vault.seal(key, EMAIL, id, email))
        .param("index", index(email))
        .param("role", role.word())
        .param("state", state.word())
        .param("password", vault.sealNullable(key, PASSWORD, id, password))
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
    return new MemberId(id);
  }

  /// @throws DuplicateKeyException when the address is taken
  void update(Member member) {
    var id = member.id().id();
    var key = vault.systemKey();
    jdbc.sql(
            """
            update staff.member
               set name = :name,
                   email = :email,
                   email_index = :index,
                   role = :role,
                   state = :state,
                   disabled_at = case when :state = 'disabled' then coalesce(disabled_at, :now) end,
                   signature = :signature,
                   zone = :zone,
                   theme = :theme,
                   version = version + 1
             where id = :id
            """)
        .param("id", id)
        .param("name", vault.seal(key, NAME, id, member.name()))
        .param("email", vault.seal(key, EMAIL, id, member.email()))
        .param("index", index(member.email()))
        .param("role", member.role().word())
        .param("state", member.state().word())
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .param("signature", vault.sealNullable(key, SIGNATURE, id, member.signature()))
        .param("zone", member.zone() == null ? null : member.zone().getId())
        .param("theme", member.theme() == null ? null : member.theme().word())
        .update();
    jdbc.sql(
            """
            delete from staff.membership
             where member_id = :id
               and team_id <> all(:teams)
            """)
        .param("id", id)
        .param("teams", ids(member.teams()))
        .update();
    jdbc.sql(
            """
            insert into staff.membership (member_id, team_id)
            select :id, t.id
              from staff.team t
             where t.id = any(:teams)
                on conflict do nothing
            """)
        .param("id", id)
        .param("teams", ids(member.teams()))
        .update();
  }

  void setPassword(MemberId id, String hash) {
    jdbc.sql(
            """
            update staff.member
               set password = :password,
                   version = version + 1
             where id = :id
            """)
        .param("id", id.id())
        .param("password", vault.seal(vault.systemKey(), PASSWORD, id.id(), hash))
        .update();
  }

  Optional<Credentials> credentials(String email) {
    return jdbc.sql("select id, state, password from staff.member where email_index = :index")
        .param("index", index(email))
        .query((row, _) -> credentials(row))
        .optional();
  }

  Optional<Credentials> credentials(MemberId id) {
    return jdbc.sql("select id, state, password from staff.member where id = :id")
        .param("id", id.id())
        .query((row, _) -> credentials(row))
        .optional();
  }

  boolean anyActiveAdminBut(@Nullable MemberId id) {
    return jdbc.sql(
            """
            select exists (
              select 1
                from staff.member
               where role = 'admin'
                 and state = 'active'
                 and id is distinct from :id)
            """)
        .param("id", id == null ? null : id.id(), java.sql.Types.OTHER)
        .query(Boolean.class)
        .single();
  }

  private byte[] index(String email) {
    return vault.blindIndex("staff.email", EmailAddresses.normal(email));
  }

  private Credentials credentials(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Credentials(
        new MemberId(id),
        Member.State.of(row.getString("state")),
        vault.openTextNullable(row.getBytes("password"), PASSWORD, id));
  }

  private Member member(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var zone = row.getString("zone");
    var theme = row.getString("theme");
    return new Member(
        new MemberId(id),
        row.getInt("no"),
        vault.openText(row.getBytes("name"), NAME, id),
        vault.openText(row.getBytes("email"), EMAIL, id),
        Role.of(row.getString("role")),
        Member.State.of(row.getString("state")),
        teams(row),
        vault.openTextNullable(row.getBytes("signature"), SIGNATURE, id),
        zone == null ? null : ZoneId.of(zone),
        theme == null ? null : Theme.of(theme),
        row.getInt("version"));
  }

  private static Set<TeamId> teams(ResultSet row) throws SQLException {
    return Arrays.stream((UUID[]) row.getArray("teams").getArray())
        .map(TeamId::new)
        .collect(Collectors.toSet());
  }

  private static UUID[] ids(Collection<TeamId> teams) {
    return teams.stream().map(TeamId::id).toArray(UUID[]::new);
  }
}
