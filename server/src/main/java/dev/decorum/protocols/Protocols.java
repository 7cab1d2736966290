package dev.decorum.protocols;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The protocols that can be followed: those that come with the product, then the organisation's
/// own. They are few, so that lists are read whole.
@Service
@Transactional
public class Protocols {

  private static final String NAME = "protocols.protocol.name";
  private static final String STEPS = "protocols.protocol.steps";
  private static final int LONGEST_NAME = 80;
  private static final int MOST = 100;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;

  Protocols(JdbcClient jdbc, Vault vault, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<Protocol> all() {
    return Stream.concat(Protocol.SHIPPED.stream(), own().stream()).toList();
  }

  /// The organisation's own, by name.
  @Transactional(readOnly = true)
  public List<Protocol> own() {
    return jdbc
        .sql(
            """
            select p.id, p.no, p.name, p.steps, p.version
              from protocols.protocol p
             order by p.no
            """)
        .query((row, _) -> protocol(row))
        .list()
        .stream()
        .sorted(Comparator.comparing(Protocol::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /// @throws ProtocolNotFound
  @Transactional(readOnly = true)
  public Protocol get(String id) {
    return find(id).orElseThrow(ProtocolNotFound::new);
  }

  Optional<Protocol> find(String id) {
    return all().stream().filter(protocol -> protocol.id().equals(id)).findFirst();
  }

  private Protocol protocol(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Protocol(
        "" + row.getInt("no"),
        false,
        vault.openText(row.getBytes("name"), NAME, id),
        StepLines.parse(vault.openText(row.getBytes("steps"), STEPS, id)),
        row.getInt("version"));
  }

  /// @param steps as [StepLines] reads them
  /// @return its number
  /// @throws ProtocolRefused
  public int add(Viewer admin, String name, String steps) {
    var clean = checked(name);
    var lines = StepLines.of(StepLines.parse(steps));
    if (own().size() >= MOST) throw new ProtocolRefused("name", "protocols.refused.many");
    var id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into protocols.protocol (id, name, steps, updated_at)
                values (:id, :name, :steps, :now)
                returning no
                """)
            .param("id", id)
            .param("name", vault.seal(vault.systemKey(), NAME, id, clean))
            .param("steps", vault.seal(vault.systemKey(), STEPS, id, lines))
            .param("now", now())
            .query(Integer.class)
            .single();
    changed(admin, "protocol.added", id);
    return no;
  }

  /// @param madeOn the version the change was made on
  /// @throws ProtocolNotFound
  /// @throws ProtocolRefused
  /// @throws Stale when somebody else changed it meanwhile
  public void change(Viewer admin, int no, int madeOn, String name, String steps) {
    var clean = checked(name);
    var lines = StepLines.of(StepLines.parse(steps));
    var id = id(no);
    int changed =
        jdbc.sql(
                """
                update protocols.protocol
                   set name = :name, steps = :steps, updated_at = :now, version = version + 1
                 where id = :id
                   and version = :version
                """)
            .param("id", id)
            .param("version", madeOn)
            .param("name", vault.seal(vault.systemKey(), NAME, id, clean))
            .param("steps", vault.seal(vault.systemKey(), STEPS, id, lines))
            .param("now", now())
            .update();
    if (changed == 0) throw new Stale();
    changed(admin, "protocol.changed", id);
  }

  /// Conversations that follow it follow none any more.
  ///
  /// @throws ProtocolNotFound
  public void remove(Viewer admin, int no) {
    var id = id(no);
    jdbc.sql("delete from protocols.followed where protocol = :no").param("no", "" + no).update();
    jdbc.sql("delete from protocols.protocol where id = :id").param("id", id).update();
    changed(admin, "protocol.removed", id);
  }

  private UUID id(int no) {
    return jdbc.sql("select p.id from protocols.protocol p where p.no = :no")
        .param("no", no)
        .query(UUID.class)
        .optional()
        .orElseThrow(ProtocolNotFound::new);
  }

  private static String checked(String name) {
    var clean = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (clean.isEmpty()) throw new ProtocolRefused("name", "protocols.refused.no_name");
    if (clean.length() > LONGEST_NAME) {
      throw new ProtocolRefused("name", "protocols.refused.long_name");
    }
    return clean;
  }

  private void changed(Viewer admin, String action, UUID protocol) {
    audit.changed(Actor.member(admin.id().id()), action, "protocol", protocol, Map.of());
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
