package dev.decorum.inbox;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.staff.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Writes calls, meetings and visits down, and leaves the conversation as what comes next asks for.
@Service
@Transactional
public class ContactLog {

  private static final int MOST = 20;

  private final Inbox inbox;
  private final Interactions interactions;
  private final Clients clients;

  ContactLog(Inbox inbox, Interactions interactions, Clients clients) {
    this.inbox = inbox;
    this.interactions = interactions;
    this.clients = clients;
  }

  /// Conversations of a client that a contact may have been about: those that are not resolved, the
  /// newest first.
  @Transactional(readOnly = true)
  public List<ConversationRow> matters(Viewer viewer, Client client) {
    return inbox
        .list(viewer, ConversationFilter.of(View.ALL).client(client.id()), Sort.NEWEST, null, MOST)
        .items()
        .stream()
        .filter(row -> row.status() != Status.RESOLVED)
        .toList();
  }

  /// Writes a contact down as part of a conversation. When something follows, whoever writes it has
  /// the conversation until then.
  ///
  /// @throws ConversationNotFound when it is not one with this client
  public long log(
      Viewer viewer, long clientNo, long about, NewContact contact, @Nullable NextStep next) {
    Client client = clients.getToServe(viewer, clientNo);
    if (!inbox.row(viewer, about).client().id().equals(client.id())) {
      throw new ConversationNotFound();
    }
    inbox.log(viewer, about, contact);
    if (next != null) {
      inbox.change(viewer, about, following(viewer, next), null);
    }
    return about;
  }

  /// Writes a contact down that begins a conversation. When nothing follows, that is also its end.
  ///
  /// @return the number of the conversation
  public long log(
      Viewer viewer, long clientNo, String subject, NewContact contact, @Nullable NextStep next) {
    InteractionId id = inbox.log(viewer, clientNo, subject, contact);
    long no = interactions.conversationOf(viewer, id).orElseThrow(ConversationNotFound::new);
    inbox.change(
        viewer,
        no,
        next == null ? List.of(new Change.ToStatus(Status.RESOLVED)) : following(viewer, next),
        null);
    return no;
  }

  private static List<Change> following(Viewer viewer, NextStep next) {
    var changes = new ArrayList<Change>();
    changes.add(new Change.Assign(viewer.id()));
    changes.add(
        next.at() == null ? new Change.ToStatus(Status.OPEN) : new Change.Snooze(next.at()));
    return changes;
  }
}
