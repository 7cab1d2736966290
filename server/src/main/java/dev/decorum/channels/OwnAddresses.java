package dev.decorum.channels;

import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.MailboxId;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.TeamId;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which addresses are ours. Each mail asks several times, so every node keeps them in memory.
@Component
class OwnAddresses {

  private static final String QUEUE = "mailboxes";
  private static final String COLUMNS = "id, address_index, team_id, closed_at is null as open";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Kept<Map<ByteBuffer, Delivery>> known;

  OwnAddresses(JdbcClient jdbc, Vault vault, Live live) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.known = new Kept<>(live, QUEUE, this::all);
  }

  /// Where mail comes to.
  ///
  /// @param team whom the mailbox serves; null: everybody
  record Delivery(MailboxId mailbox, @Nullable TeamId team, boolean open) {}

  private Map<ByteBuffer, Delivery> all() {
    return read(jdbc.sql("select %s from channels.mailbox".formatted(COLUMNS)));
  }

  private static Map<ByteBuffer, Delivery> read(JdbcClient.StatementSpec statement) {
    var read = new HashMap<ByteBuffer, Delivery>();
    statement.query(
        row -> {
          var team = row.getObject("team_id", UUID.class);
          read.put(
              ByteBuffer.wrap(row.getBytes("address_index")),
              new Delivery(
                  new MailboxId(row.getObject("id", UUID.class)),
                  team == null ? null : new TeamId(team),
                  row.getBoolean("open")));
        });
    return read;
  }

  /// The mailbox that mail to this address comes to, open or not: the one of this address, or of
  /// the address without what stands behind a plus sign.
  ///
  /// An address is nobody's only when the database says so: this node may not have heard yet of a
  /// mailbox that another has added.
  Optional<Delivery> deliveryTo(String recipient) {
    return EmailAddress.parse(recipient)
        .map(this::indexes)
        .flatMap(indexes -> first(indexes, known.get()).or(() -> first(indexes, ask(indexes))));
  }

  private Map<ByteBuffer, Delivery> ask(List<ByteBuffer> indexes) {
    return read(
        jdbc.sql(
                """
                select %s
                  from channels.mailbox
                 where address_index = any(:indexes)
                """
                    .formatted(COLUMNS))
            .param("indexes", indexes.stream().map(ByteBuffer::array).toArray(byte[][]::new)));
  }

  /// The same of several recipients; those that are nobody here are left out.
  SequencedMap<String, Delivery> deliveriesTo(Collection<String> recipients) {
    var deliveries = new LinkedHashMap<String, Delivery>();
    for (var recipient : recipients) {
      deliveryTo(recipient).ifPresent(delivery -> deliveries.put(recipient, delivery));
    }
    return deliveries;
  }

  /// Whether mail to this address comes to us, open or not.
  boolean isOurs(EmailAddress address) {
    return first(indexes(address), known.get()).isPresent();
  }

  /// Whom the mailbox serves; null: everybody.
  @Nullable TeamId teamOf(MailboxId mailbox) {
    return known.get().values().stream()
        .filter(delivery -> delivery.mailbox().equals(mailbox))
        .findFirst()
        .map(Delivery::team)
        .orElse(null);
  }

  /// Says that the current transaction changes a mailbox.
  void changed() {
    known.changed();
  }

  private static Optional<Delivery> first(
      List<ByteBuffer> indexes, Map<ByteBuffer, Delivery> among) {
    return indexes.stream().map(among::get).filter(Objects::nonNull).findFirst();
  }

  /// The whole address counts more; addresses with a plus cannot be added, but may be imported.
  private List<ByteBuffer> indexes(EmailAddress address) {
    return Stream.of(address, withoutPlus(address))
        .distinct()
        .map(one -> ByteBuffer.wrap(vault.blindIndex("email", one.normalised())))
        .toList();
  }

  private static EmailAddress withoutPlus(EmailAddress address) {
    int plus = address.localPart().indexOf('+');
    return plus <= 0
        ? address
        : new EmailAddress(address.localPart().substring(0, plus) + '@' + address.domain());
  }
}
