package dev.decorum.coach;

import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The packs of the organisation that hold.
@Component
class PublishedPacks {

  static final String TEXT = "coach.pack_version.text";

  private static final Logger log = LoggerFactory.getLogger(PublishedPacks.class);

  private final JdbcClient jdbc;
  private final Vault vault;

  PublishedPacks(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// In the order of their layers.
  List<PackInForce> read() {
    return jdbc
        .sql(
            """
            select p.no, p.name, p.team_id, p.channel, v.version, v.id, v.text, v.published_at
              from coach.pack p
              join lateral (
                select l.version, l.id, l.text, l.published_at
                  from coach.pack_version l
                 where l.pack_id = p.id
                 order by l.version desc
                 limit 1) v on true
             where v.text is not null
             order by p.no
            """)
        .query((row, _) -> pack(row))
        .list()
        .stream()
        .sorted(Comparator.comparingInt(pack -> pack.reach().layer()))
        .toList();
  }

  private PackInForce pack(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new PackInForce(
        row.getInt("no"),
        row.getString("name"),
        Reach.ofColumns(row.getObject("team_id", UUID.class), row.getString("channel")),
        row.getInt("version"),
        id,
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        text(row.getBytes("text"), id));
  }

  private String text(byte[] sealed, UUID id) {
    try {
      return vault.openText(sealed, TEXT, id);
    } catch (KeyDestroyed | SealBroken broken) {
      log.error("A published pack of guidelines cannot be opened: {}", id);
      return "";
    }
  }
}
