package dev.decorum.inbox;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientFacts;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who takes part in conversations.
@Repository
class Participants {

  private static final String NAME = "inbox.participant.name";
  private static final String ADDRESS = "inbox.participant.address";

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final Clients clients;
  private final Clock clock;

  Participants(JdbcClient jdbc, Pending pending, Vault vault, Clients clients, Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.clients = clients;
    this.clock = clock;
  }

  /// The client who began the conversation from this address.
  void began(Conversation c, ClientFacts client, Address from, Instant at) {
    put(c, client.asked(), client.askedKey(), from, at, null);
  }

  /// Somebody who takes part wrote again. Whoever does not take part, does not by writing either.
  ///
  /// @return whether they take part
  boolean wrote(Conversation c, Address from, Instant at) {
    return jdbc.sql(
                    """
            update inbox.participant
               set wrote_at = greatest(wrote_at, :at)
             where conversation_id = :conversation
               and address_index = :index
            """)
                .param("conversation", c.id().id())
                .param("index", index(from.address()))
                .param("at", Times.bound(at))
                .update()
            == 1
        || wroteToMerged(c, from, at);
  }

  /// Whoever takes part in a conversation that went up in this one, does so here by writing.
  private boolean wroteToMerged(Conversation c, Address from, Instant at) {
    var known =
        jdbc.sql(
                """
                select p.id, p.client_id, p.name, p.address, p.wrote_at
                  from inbox.participant p
                 where p.conversation_id = any (array(select m from inbox.merged_in(:conversation) m))
                   and p.address_index = :index
                 limit 1
                """)
            .param("conversation", c.id().id())
            .param("index", index(from.address()))
            .query((row, _) -> row(row))
            .optional();
    known.ifPresent(
        one -> {
          var client = one.client() == null ? null : new ClientId(one.client());
          put(c, client, Vault.keyOf(one.address()), from, at, null);
        });
    return known.isPresent();
  }

  /// Lets whoever takes part in one conversation take part in another one.
  void copy(Conversation from, Conversation to) {
    var rows = rows(from.id());
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.address())).toList());
    for (var row : rows) {
      var known = open(row).participant();
      put(to, known.client(), Vault.keyOf(row.address()), known.address(), row.wroteAt(), null);
    }
  }

  /// Those whom a verified sender named. Addresses of other clients are sealed with their own keys;
  /// one that is nobody's yet with that of the conversation.
  void add(Conversation c, Collection<Address> addresses) {
    add(c, addresses, null);
  }

  /// Those we write to. Hidden copies make nobody take part, but are remembered.
  void add(Conversation c, Recipients recipients, InteractionId message) {
    add(c, Stream.concat(recipients.to().stream(), recipients.cc().stream()).toList(), message);
    sentBeside(c, recipients.bcc(), message);
  }

  /// Remembers whom a message went to who does not take part by that.
  void sentBeside(Conversation c, List<Address> addresses, InteractionId message) {
    for (var address : addresses) {
      jdbc.sql(
              """
              insert into inbox.hidden_copy (interaction_id, conversation_id, address_index)
              values (:interaction, :conversation, :index)
              on conflict do nothing
              """)
          .param("interaction", message.id())
          .param("conversation", c.id().id())
          .param("index", index(address.address()))
          .update();
    }
  }

  private void add(
      Conversation c, Collection<Address> addresses, @Nullable InteractionId broughtBy) {
    if (addresses.isEmpty()) return;
    // Nearly always they all take part already, and whose they are is known.
    var known = indexesOfClients(c);
    addresses.stream()
        .filter(address -> !known.contains(ByteBuffer.wrap(index(address.address()))))
        .forEach(address -> add(c, address, broughtBy));
  }

  private void add(Conversation c, Address address, @Nullable InteractionId broughtBy) {
    var owner = clients.byEmail(address.address());
    var key = owner.map(clients::keyOf).orElse(c.key());
    put(c, owner.orElse(null), key, address, null, broughtBy);
  }

  /// Forgets who came in by this message alone: it was taken back.
  void takeBack(Conversation c, InteractionId message) {
    jdbc.sql(
            """
            delete from inbox.participant
             where conversation_id = :conversation
               and brought_by = :message
               and wrote_at is null
               and id not in (
                     select m.participant_id
                       from inbox.client_move m
                      where m.participant_id is not null)
            """)
        .param("conversation", c.id().id())
        .param("message", message.id())
        .update();
  }

  /// Which of these addresses take part in, or got a hidden copy of, any conversation of the client
  /// that the viewer may see.
  Set<ByteBuffer> familiar(Viewer viewer, ClientId client, Collection<byte[]> indexes) {
    return Set.copyOf(
        jdbc.sql(
                """
                select p.address_index
                  from inbox.visible_to(:viewer) c
                  join inbox.participant p on p.conversation_id = c.id
                 where c.client_id = :client
                   and p.address_index = any(:indexes)
                union
                select h.address_index
                  from inbox.visible_to(:viewer) c
                  join inbox.hidden_copy h on h.conversation_id = c.id
                 where c.client_id = :client
                   and h.address_index = any(:indexes)
                """)
            .param("viewer", viewer.id().id())
            .param("client", client.id())
            .param("indexes", indexes.toArray(byte[][]::new))
            .query((row, _) -> ByteBuffer.wrap(row.getBytes(1)))
            .list());
  }

  private Set<ByteBuffer> indexesOfClients(Conversation c) {
    return Set.copyOf(
        jdbc.sql(
                """
                select p.address_index
                  from inbox.participant p
                 where p.conversation_id = :conversation
                   and p.client_id is not null
                """)
            .param("conversation", c.id().id())
            .query((row, _) -> ByteBuffer.wrap(row.getBytes(1)))
            .list());
  }

  private void put(
      Conversation c,
      @Nullable ClientId client,
      KeyId key,
      Address address,
      @Nullable Instant at,
      @Nullable InteractionId broughtBy) {
    var id = RowIds.next();
    pending
        .sql(
            """
            insert into inbox.participant as p (
              id, conversation_id, client_id, name, address, address_index, wrote_at, brought_by,
              created_at)
            values (
              :id, :conversation, :client, :name, :address, :index, :wroteAt, :broughtBy, :now)
            on conflict (conversation_id, address_index) do update
               set wrote_at = greatest(p.wrote_at, excluded.wrote_at),
                   client_id = coalesce(p.client_id, excluded.client_id)
            """)
        .param("id", id)
        .param("conversation", c.id().id())
        .param("client", client == null ? null : client.id())
        .param("name", vault.sealNullable(key, NAME, id, address.name()))
        .param("address", vault.seal(key, ADDRESS, id, address.address()))
        .param("index", index(address.address()))
        .param("wroteAt", Times.bound(at))
        .param("broughtBy", broughtBy == null ? null : broughtBy.id())
        .param("now", Times.bound(Times.now(clock)))
        .add();
  }

  /// Who takes part in a conversation that the viewer was found to see, the latest writer first.
  List<Known> of(ConversationId conversation) {
    var rows = rows(conversation);
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.address())).toList());
    return rows.stream().map(this::open).toList();
  }

  private List<Row> rows(ConversationId conversation) {
    return jdbc.sql(
            """
            select p.id, p.client_id, p.name, p.address, p.wrote_at
              from inbox.participant p
             where p.conversation_id = :conversation
             order by p.wrote_at desc nulls last, p.id
            """)
        .param("conversation", conversation.id())
        .query((row, _) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("client_id", UUID.class),
        row.getBytes("name"),
        row.getBytes("address"),
        Times.readNullable(row, "wrote_at"));
  }

  /// Those who take part or, as long as nobody does, the client at the first of their addresses: a
  /// conversation may begin with a call.
  List<Known> orClient(List<Known> known, Viewer viewer, ClientId client) {
    return known.isEmpty()
        ? clients.find(viewer, client).stream().flatMap(Participants::at).toList()
        : known;
  }

  private static Stream<Known> at(Client client) {
    return client.details().emails().stream()
        .limit(1)
        .map(email -> new Address(client.name(), email.value()))
        .map(address -> new Known(new Participant(address, client.id()), null));
  }

  List<byte[]> indexesBySystem(ConversationId conversation) {
    return jdbc.sql(
            """
            select p.address_index
              from inbox.participant p
             where p.conversation_id = :conversation
                or p.conversation_id = any (array(select m from inbox.merged_in(:conversation) m))
            """)
        .param("conversation", conversation.id())
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  byte[] index(String address) {
    var normalised =
        EmailAddress.parse(address)
            .map(EmailAddress::normalised)
            .orElseGet(() -> address.strip().toLowerCase(Locale.ROOT));
    return vault.blindIndex("email", normalised);
  }

  private Known open(Row row) {
    var name = vault.openTextNullable(row.name(), NAME, row.id());
    var address = vault.openText(row.address(), ADDRESS, row.id());
    var client = row.client();
    return new Known(
        new Participant(new Address(name, address), client == null ? null : new ClientId(client)),
        row.wroteAt());
  }

  /// @param wroteAt when the last message from this address came; null: never
  record Known(Participant participant, @Nullable Instant wroteAt) {

    Address address() {
      return participant.address();
    }
  }

  private record Row(
      UUID id,
      @Nullable UUID client,
      byte @Nullable [] name,
      byte[] address,
      @Nullable Instant wroteAt) {}
}
