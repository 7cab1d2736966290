package dev.decorum.clients;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.ClientRecords.Point;
import dev.decorum.staff.RoleEnded;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Records of clients that officers open for a stated reason and a limited time.
///
/// While a look-up is in force, `clients.visible_to` and `inbox.visible_to` let the officer read
/// the client and the client's conversations. Each opening, each attempt that finds nobody and each
/// closing is in the audit log; the reason stays here, sealed with the client's key.
@Service
@Transactional
public class LookUps {

  /// How long a record stays open.
  public static final Duration LASTING = Duration.ofHours(8);

  private final LookUpRecords records;
  private final ClientRecords clients;
  private final ObjectProvider<ConversationNumbers> conversations;
  private final Audit audit;

  LookUps(
      LookUpRecords records,
      ClientRecords clients,
      ObjectProvider<ConversationNumbers> conversations,
      Audit audit) {
    this.records = records;
    this.clients = clients;
    this.conversations = conversations;
    this.audit = audit;
  }

  /// Opens the record of the client that is named exactly. One that is open already is opened anew,
  /// for the new reason.
  ///
  /// @param input checked before
  /// @return empty when nobody is named so
  public Optional<LookUp> open(Viewer viewer, LookUpInput input) {
    if (input.check().any()) {
      throw new IllegalStateException("this look-up was refused");
    }
    UUID client = named(input).flatMap(clients::survivorOf).orElse(null);
    var facts = Map.of("named_by", input.namedBy().word());
    if (client == null) {
      audit.changed(actor(viewer), "client.look_up_failed", "member", viewer.id().id(), facts);
      return Optional.empty();
    }
    close(viewer, new ClientId(client));
    LookUp opened =
        records.insert(
            client,
            clients.keyOf(client).orElseThrow(),
            viewer.id(),
            input.statedReason(),
            LASTING);
    audit.changed(
        actor(viewer),
        "client.look_up_opened",
        "client",
        client,
        Map.of(
            "look_up", opened.id().toString(),
            "named_by", input.namedBy().word(),
            "ends_at", opened.endsAt().toString()));
    return Optional.of(opened);
  }

  /// Ends the look-up before its time, and with it any other of the same officer that leads to the
  /// same record after a merge. One that has ended already stays as it is.
  ///
  /// @throws LookUpNotFound when it is somebody else's
  public void close(Viewer viewer, UUID lookUp) {
    LookUp opened =
        records
            .find(lookUp)
            .filter(known -> known.by().equals(viewer.id()))
            .orElseThrow(LookUpNotFound::new);
    close(viewer, opened.client());
  }

  /// What the viewer has open now, the one that ends last first.
  @Transactional(readOnly = true)
  public List<LookUp> inForce(Viewer viewer) {
    return records.inForce(viewer.id());
  }

  /// By what the viewer sees this client, if it is by a look-up.
  @Transactional(readOnly = true)
  public Optional<LookUp> inForce(Viewer viewer, ClientId client) {
    return inForce(viewer).stream().filter(known -> known.client().equals(client)).findFirst();
  }

  /// All there ever were, the newest first: for those who read the audit log.
  ///
  /// @param cursor where the page before ended; null: from the newest on
  @Transactional(readOnly = true)
  public Page<LookUp> all(@Nullable Cursor cursor, int limit) {
    return Page.of(
        records.newest(cursor, limit + 1), limit, last -> Cursor.of(last.openedAt(), last.id()));
  }

  /// What was opened as an officer is not open again when the role comes back.
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void end(RoleEnded ended) {
    records
        .close(ended.member(), null)
        .forEach(closed -> logClosed(Actor.system(), closed, "role_ended"));
  }

  private Optional<UUID> named(LookUpInput input) {
    return switch (input.namedBy()) {
      case CLIENT_NUMBER -> input.number().flatMap(clients::idOf);
      case CONVERSATION_NUMBER ->
          input
              .number()
              .flatMap(
                  no ->
                      conversations.stream()
                          .flatMap(known -> known.clientBySystem(no).stream())
                          .findFirst())
              .map(ClientId::id);
      case EMAIL ->
          input
              .email()
              .flatMap(
                  e -> clients.clientAt(Point.EMAIL, clients.index(Point.EMAIL, e.normalised())));
    };
  }

  private void close(Viewer viewer, ClientId client) {
    records
        .close(viewer.id(), client.id())
        .forEach(closed -> logClosed(actor(viewer), closed, "closed"));
  }

  private void logClosed(Actor actor, LookUpRecords.Closed closed, String why) {
    audit.changed(
        actor,
        "client.look_up_closed",
        "client",
        closed.client(),
        Map.of("look_up", closed.id().toString(), "why", why));
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }
}
