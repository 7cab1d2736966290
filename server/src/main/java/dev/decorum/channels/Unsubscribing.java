package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.EmailAddress;
import dev.decorum.database.DecorumProperties;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The addresses that want no mail that no person wrote, and the links by which they say so.
///
/// What a member writes to a client never carries such a link and is never kept from them.
@Service
public class Unsubscribing {

  static final String PATH = "/unsubscribe/";
  private static final String TOKEN = "channels.unsubscribed.token";

  /// The token belongs to no row: it is what it says, and only we can have made it.
  private static final UUID NO_ROW = new UUID(0, 0);

  private static final int LONGEST_TOKEN = 500;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final DecorumProperties properties;
  private final Audit audit;
  private final Clock clock;

  Unsubscribing(
      JdbcClient jdbc, Vault vault, DecorumProperties properties, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.properties = properties;
    this.audit = audit;
    this.clock = clock;
  }

  /// The link for a mail to this address. It does not show the address.
  URI link(EmailAddress address) {
    var token = vault.seal(vault.systemKey(), TOKEN, NO_ROW, index(address));
    return properties
        .baseUrl()
        .resolve(PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
  }

  /// Whether this is a token of ours.
  public boolean knows(String token) {
    return addressIn(token).isPresent();
  }

  /// No mail goes there any more that no person wrote.
  ///
  /// @return false when this is no token of ours
  @Transactional
  public boolean unsubscribe(String token) {
    var index = addressIn(token).orElse(null);
    if (index == null) return false;
    int added =
        jdbc.sql(
                """
                insert into channels.unsubscribed (address_index, at)
                values (:index, :now)
                on conflict do nothing
                """)
            .param("index", index)
            .param("now", Timestamps.of(Timestamps.now(clock)))
            .update();
    if (added == 1) {
      audit.changed(Actor.system(), "address.unsubscribed", "address", NO_ROW, Map.of());
    }
    return true;
  }

  private Optional<byte[]> addressIn(String token) {
    if (token.length() > LONGEST_TOKEN) return Optional.empty();
    try {
      return Optional.of(vault.open(Base64.getUrlDecoder().decode(token), TOKEN, NO_ROW));
    } catch (IllegalArgumentException | SealBroken notOurs) {
      return Optional.empty();
    }
  }

  /// Whether this address wants no mail that no person wrote.
  @Transactional(readOnly = true)
  public boolean spared(EmailAddress address) {
    return !spared(List.of(address.value())).isEmpty();
  }

  /// Which of these recipients want no mail that no person wrote, by their positions.
  Set<Integer> spared(List<String> recipients) {
    var indexes = new ArrayList<byte[]>();
    for (var recipient : recipients) {
      indexes.add(EmailAddress.parse(recipient).map(this::index).orElse(new byte[0]));
    }
    var spared = new HashSet<Integer>();
    jdbc.sql(
            """
            select named.position - 1
              from unnest(cast(:indexes as bytea[])) with ordinality named (index, position)
              join channels.unsubscribed u on u.address_index = named.index
            """)
        .param("indexes", indexes.toArray(byte[][]::new))
        .query(Integer.class)
        .list()
        .forEach(spared::add);
    return spared;
  }

  private byte[] index(EmailAddress address) {
    return vault.blindIndex("email", address.normalised());
  }
}
