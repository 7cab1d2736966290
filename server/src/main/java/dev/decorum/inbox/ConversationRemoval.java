package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientsRemoved;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.live.Live;
import dev.decorum.vault.KeyId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes the conversations of clients away who are taken away themselves.
@Service
public class ConversationRemoval {

  /// What hangs on conversations, from the leaves to the root. What is not named here goes with the
  /// rows it belongs to.
  private static final List<String> LEAVES =
      List.of(
          "delete from inbox.client_move where conversation_id = any (:ids)",
          """
          delete from inbox.client_move
           where participant_id in (
                 select p.id from inbox.participant p where p.conversation_id = any (:ids))
          """,
          """
          delete from inbox.conversation_merge
           where survivor_id = any (:ids)
              or absorbed_id = any (:ids)
          """,
          "delete from inbox.second_look where conversation_id = any (:ids)",
          "delete from inbox.draft where conversation_id = any (:ids)",
          "delete from inbox.word where conversation_id = any (:ids)",
          """
          delete from inbox.attachment
           where interaction_id in (
                 select i.id from inbox.interaction i where i.conversation_id = any (:ids))
          """,
          "delete from inbox.hidden_copy where conversation_id = any (:ids)",
          "delete from inbox.mention where conversation_id = any (:ids)",
          "delete from inbox.interaction where conversation_id = any (:ids)",
          "delete from inbox.participant where conversation_id = any (:ids)",
          "update inbox.conversation set linked_to = null where linked_to = any (:ids)",
          "delete from inbox.conversation where id = any (:ids)");

  private final JdbcClient jdbc;
  private final Files files;
  private final Live live;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ConversationRemoval(
      JdbcClient jdbc, Files files, Live live, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.live = live;
    this.events = events;
    this.clock = clock;
  }

  /// How many conversations would go with these clients.
  @Transactional(readOnly = true)
  public int count(Collection<ClientId> clients) {
    return of(clients).length;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ClientsRemoved removed) {
    UUID[] conversations = of(removed.clients());
    events.publishEvent(
        new ConversationsRemoved(
            List.of(conversations).stream().map(ConversationId::new).collect(Collectors.toSet()),
            interactions(conversations)));
    List<FileId> attached = files(conversations, removed.keys());
    // A message that was begun to one of them is sealed with the key of theirs.
    jdbc.sql("delete from inbox.draft where key_id = any (:keys)")
        .param("keys", keys(removed.keys()))
        .update();
    LEAVES.forEach(leaf -> jdbc.sql(leaf).param("ids", conversations).update());
    // In other people's conversations they can be named no more.
    takeOut(removed.clients());
    attached.forEach(files::delete);
    live.changed(QueueGate.TOPIC, QueueGate.EVERYBODY, clock.millis());
  }

  private void takeOut(Collection<ClientId> clients) {
    jdbc.sql(
            """
            delete from inbox.client_move
             where participant_id in (
                   select p.id from inbox.participant p where p.client_id = any (:clients))
            """)
        .param("clients", ids(clients))
        .update();
    jdbc.sql("delete from inbox.participant where client_id = any (:clients)")
        .param("clients", ids(clients))
        .update();
  }

  private UUID[] of(Collection<ClientId> clients) {
    return jdbc.sql("select c.id from inbox.conversation c where c.client_id = any (:clients)")
        .param("clients", ids(clients))
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }

  private Set<InteractionId> interactions(UUID[] conversations) {
    return jdbc
        .sql("select i.id from inbox.interaction i where i.conversation_id = any (:ids)")
        .param("ids", conversations)
        .query(UUID.class)
        .list()
        .stream()
        .map(InteractionId::new)
        .collect(Collectors.toSet());
  }

  private List<FileId> files(UUID[] conversations, Collection<KeyId> keys) {
    return jdbc
        .sql(
            """
            select a.file_id
              from inbox.attachment a
              join inbox.interaction i on i.id = a.interaction_id
             where i.conversation_id = any (:ids)
            union
            select f.file_id
              from inbox.draft_file f
              join inbox.draft d on d.id = f.draft_id
             where d.conversation_id = any (:ids)
                or d.key_id = any (:keys)
            """)
        .param("ids", conversations)
        .param("keys", keys(keys))
        .query(UUID.class)
        .list()
        .stream()
        .map(FileId::new)
        .toList();
  }

  private static UUID[] ids(Collection<ClientId> clients) {
    return clients.stream().map(ClientId::id).toArray(UUID[]::new);
  }

  private static UUID[] keys(Collection<KeyId> keys) {
    return keys.stream().map(KeyId::id).toArray(UUID[]::new);
  }
}
