package dev.decorum.clients;

import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes clients away with everything that was said with them. Made for people who do not exist:
/// nothing is kept back, and nothing can be undone.
@Service
public class ClientRemoval {

  private final JdbcClient jdbc;
  private final Vault vault;
  private final ApplicationEventPublisher events;

  ClientRemoval(JdbcClient jdbc, Vault vault, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.events = events;
  }

  /// Those of them that are there and are not merged with another record: what is merged may hold
  /// what is somebody else's.
  @Transactional(readOnly = true)
  public Set<ClientId> removable(Collection<ClientId> clients) {
    return keys(clients).keySet();
  }

  /// Takes those away that are [#removable], in the current transaction.
  ///
  /// @return which those were
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<ClientId> remove(Collection<ClientId> clients) {
    Map<ClientId, KeyId> keys = keys(clients);
    if (keys.isEmpty()) return Set.of();
    events.publishEvent(new ClientsRemoved(keys.keySet(), Set.copyOf(keys.values())));
    UUID[] ids = ids(keys.keySet());
    delete(
        """
        delete from clients.merge_move
         where merge_id in (
               select m.id
                 from clients.merge m
                where m.survivor_id = any (:ids)
                   or m.absorbed_id = any (:ids))
        """,
        ids);
    delete(
        "delete from clients.merge where survivor_id = any (:ids) or absorbed_id = any (:ids)",
        ids);
    delete("delete from clients.look_up where client_id = any (:ids)", ids);
    delete("delete from clients.restriction where client_id = any (:ids)", ids);
    delete("delete from clients.contact_point where client_id = any (:ids)", ids);
    delete("delete from clients.client where id = any (:ids)", ids);
    keys.values().forEach(vault::destroy);
    return keys.keySet();
  }

  private void delete(String statement, UUID[] ids) {
    jdbc.sql(statement).param("ids", ids).update();
  }

  private Map<ClientId, KeyId> keys(Collection<ClientId> clients) {
    return jdbc
        .sql(
            """
            select k.id, k.key_id
              from clients.client k
             where k.id = any (:ids)
               and not exists (
                   select
                     from clients.merge m
                    where m.undone_at is null
                      and (m.survivor_id = k.id or m.absorbed_id = k.id))
            """)
        .param("ids", ids(clients))
        .query(
            (row, _) ->
                Map.entry(
                    new ClientId(row.getObject("id", UUID.class)),
                    new KeyId(row.getObject("key_id", UUID.class))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static UUID[] ids(Collection<ClientId> clients) {
    return clients.stream().map(ClientId::id).toArray(UUID[]::new);
  }
}
