package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.clients.ClientsMerged;
import dev.decorum.clients.ClientsUnmerged;
import dev.decorum.clients.EmailAddress;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Addresses whose mail to a client's conversations is let in although it would be held, since a
/// person once said so for good. The reply token is needed all the same.
@Service
public class AcceptedSenders {

  private static final String ADDRESS = "channels.accepted_sender.address";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clients clients;
  private final Audit audit;
  private final Clock clock;

  AcceptedSenders(JdbcClient jdbc, Vault vault, Clients clients, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clients = clients;
    this.audit = audit;
    this.clock = clock;
  }

  /// An address that is let in.
  public record Accepted(UUID id, EmailAddress address, Instant since) {

    @Override
    public String toString() {
      return "Accepted[%s]".formatted(id);
    }
  }

  boolean accepts(ClientId client, EmailAddress sender) {
    return jdbc.sql(
            """
            select exists (
              select
                from channels.accepted_sender
               where client_id = :client
                 and address_index = :index)
            """)
        .param("client", client.id())
        .param("index", index(sender))
        .query(Boolean.class)
        .single();
  }

  /// Lets the sender's mail to conversations of this client in, from now on.
  void accept(Viewer viewer, ClientId client, EmailAddress sender) {
    var id = RowIds.next();
    int rows =
        jdbc.sql(
                """
                insert into channels.accepted_sender
                  (id, client_id, address, address_index, member_id, created_at)
                values
                  (:id, :client, :address, :index, :member, :now)
                on conflict (client_id, address_index) do nothing
                """)
            .param("id", id)
            .param("client", client.id())
            .param("address", vault.seal(clients.keyOf(client), ADDRESS, id, sender.value()))
            .param("index", index(sender))
            .param("member", viewer.id().id())
            .param("now", Timestamps.of(Timestamps.now(clock)))
            .update();
    if (rows == 1) told(viewer, "client.sender_accepted", client);
  }

  /// The addresses that are let in for a client, the latest first.
  @Transactional(readOnly = true)
  public List<Accepted> of(Client client) {
    return jdbc.sql(
            """
            select id, address, created_at
              from channels.accepted_sender
             where client_id = :client
             order by created_at desc, id desc
            """)
        .param("client", client.id().id())
        .query(
            (row, _) -> {
              var id = row.getObject("id", UUID.class);
              var address = vault.openText(row.getBytes("address"), ADDRESS, id);
              return new Accepted(
                  id, new EmailAddress(address), Timestamps.read(row, "created_at"));
            })
        .list();
  }

  /// From now on mail of this sender is held again where it would be.
  ///
  /// @throws ClientNotFound for whoever may not write to this client
  @Transactional
  public void revoke(Viewer viewer, long clientNo, UUID id) {
    var client = clients.getToServe(viewer, clientNo);
    int rows =
        jdbc.sql("delete from channels.accepted_sender where id = :id and client_id = :client")
            .param("id", id)
            .param("client", client.id().id())
            .update();
    if (rows == 1) told(viewer, "client.sender_revoked", client.id());
  }

  private void told(Viewer viewer, String action, ClientId client) {
    audit.changed(Actor.member(viewer.id().id()), action, "client", client.id(), Map.of());
  }

  /// An address that is let in for both stays where it is.
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void merged(ClientsMerged merge) {
    jdbc.sql(
            """
            update channels.accepted_sender a
               set client_id = :survivor,
                   merge_id = :merge
             where client_id = :absorbed
               and not exists (
                   select
                     from channels.accepted_sender b
                    where b.client_id = :survivor
                      and b.address_index = a.address_index)
            """)
        .param("survivor", merge.survivor().id())
        .param("absorbed", merge.absorbed().id())
        .param("merge", merge.merge())
        .update();
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void unmerged(ClientsUnmerged undone) {
    jdbc.sql(
            """
            update channels.accepted_sender
               set client_id = :restored,
                   merge_id = null
             where merge_id = :merge
            """)
        .param("restored", undone.restored().id())
        .param("merge", undone.merge())
        .update();
  }

  private byte[] index(EmailAddress address) {
    return vault.blindIndex("email", address.normalised());
  }
}
