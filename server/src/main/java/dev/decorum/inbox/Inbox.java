package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import dev.decorum.files.FileId;
import dev.decorum.staff.Viewer;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Conversations with clients and everything said in them.
@Service
public class Inbox {

  /// How long a message of ours can be taken back.
  public static final java.time.Duration UNDO = java.time.Duration.ofSeconds(10);

  public Received receive(IncomingMessage message) {
    throw new UnsupportedOperationException();
  }

  public void delivery(InteractionId interaction, Delivery state, @Nullable String reason) {
    throw new UnsupportedOperationException();
  }

  public Optional<ConversationFacts> facts(ConversationId conversation) {
    throw new UnsupportedOperationException();
  }

  public Slice<ConversationRow> list(
      Viewer viewer, ConversationFilter filter, Sort sort, @Nullable Cursor cursor, int limit) {
    throw new UnsupportedOperationException();
  }

  public Counts counts(Viewer viewer) {
    throw new UnsupportedOperationException();
  }

  public ConversationView get(Viewer viewer, long no) {
    throw new UnsupportedOperationException();
  }

  /// Oldest first, from the beginning.
  public Slice<InteractionView> interactions(
      Viewer viewer, long no, @Nullable Cursor cursor, int limit) {
    throw new UnsupportedOperationException();
  }

  /// The newest ones, in the order they happened; `next` leads to earlier ones.
  public Slice<InteractionView> latest(Viewer viewer, long no, @Nullable Cursor before, int limit) {
    throw new UnsupportedOperationException();
  }

  public InteractionView interaction(Viewer viewer, InteractionId interaction) {
    throw new UnsupportedOperationException();
  }

  /// The HTML body as it was received. Never to be shown without being sanitised.
  public Optional<String> html(Viewer viewer, InteractionId interaction) {
    throw new UnsupportedOperationException();
  }

  public Attachment describe(Viewer viewer, FileId file) {
    throw new UnsupportedOperationException();
  }

  public InputStream open(Viewer viewer, FileId file) {
    throw new UnsupportedOperationException();
  }

  public Sent reply(Viewer viewer, long no, NewReply reply) {
    throw new UnsupportedOperationException();
  }

  public Sent start(Viewer viewer, NewConversation first) {
    throw new UnsupportedOperationException();
  }

  public InteractionId note(Viewer viewer, long no, String text, List<NewFile> files) {
    throw new UnsupportedOperationException();
  }

  public InteractionId log(Viewer viewer, long no, NewContact contact) {
    throw new UnsupportedOperationException();
  }

  public InteractionId log(Viewer viewer, ClientId client, String subject, NewContact contact) {
    throw new UnsupportedOperationException();
  }

  public int change(
      Viewer viewer, long no, List<Change> changes, @Nullable Integer expectedVersion) {
    throw new UnsupportedOperationException();
  }

  public boolean undo(Viewer viewer, InteractionId interaction) {
    throw new UnsupportedOperationException();
  }

  public void trash(Viewer viewer, long no) {
    throw new UnsupportedOperationException();
  }

  public void restore(Viewer viewer, long no) {
    throw new UnsupportedOperationException();
  }
}
