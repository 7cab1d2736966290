package dev.decorum.inbox;

import dev.decorum.clients.Clients;
import dev.decorum.files.FileId;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Passes messages on to somebody outside: a supplier, an authority, another adviser.
///
/// What leaves is what stands in the draft; nothing of the thread goes along unseen. Whoever gets
/// it takes no part in the conversation and becomes no address of the client.
@Service
@Transactional
public class Forwards {

  private final Conversations conversations;
  private final Interactions interactions;
  private final Departures departures;
  private final Drafts drafts;
  private final ForwardedText words;
  private final Clients clients;
  private final Staff staff;

  Forwards(
      Conversations conversations,
      Interactions interactions,
      Departures departures,
      Drafts drafts,
      ForwardedText words,
      Clients clients,
      Staff staff) {
    this.conversations = conversations;
    this.interactions = interactions;
    this.departures = departures;
    this.drafts = drafts;
    this.words = words;
    this.clients = clients;
    this.staff = staff;
  }

  /// Opens a draft that passes a message on, or adds it to the one that is open already.
  ///
  /// @return number of the conversation
  /// @throws InteractionNotFound also for what is no message, or has not left
  public long begin(Viewer viewer, InteractionId id) {
    long no = interactions.conversationOf(viewer, id).orElseThrow(InteractionNotFound::new);
    var c = conversations.findToServe(viewer, no).orElseThrow(InteractionNotFound::new);
    if (c.deletedAt() != null) throw new MessageRefused(Reason.TRASHED);
    var message =
        interactions
            .find(viewer, id)
            .filter(InteractionView::forwardable)
            .orElseThrow(InteractionNotFound::new);
    var known = drafts.find(viewer, c.no(), DraftKind.FORWARD).orElse(null);
    if (known == null) {
      var content =
          new DraftContent(
              "\n\n" + block(viewer, c, message), subject(c.subject()), null, List.of(id.id()));
      drafts.putBack(viewer, new DraftId(RowIds.next()), DraftKind.FORWARD, c, content, List.of());
      return c.no();
    }
    var before = known.content();
    var forwards = new ArrayList<>(forwards(known));
    if (forwards.contains(id.id())) return c.no();
    forwards.add(id.id());
    var text = before.text().stripTrailing() + "\n\n" + block(viewer, c, message);
    var content = new DraftContent(text, before.subject(), before.recipients(), forwards);
    var saved = drafts.save(viewer, c.no(), DraftKind.FORWARD, content, known.revision());
    // Changed in another window at this moment: what was typed there stays.
    return saved instanceof DraftSaved.Outdated ? begin(viewer, id) : c.no();
  }

  private static String subject(String subject) {
    return subject.isBlank() || subject.startsWith("Fwd: ") ? subject : "Fwd: " + subject;
  }

  private String block(Viewer viewer, Conversation c, InteractionView message) {
    var own = message.newText();
    return words.block(
        author(viewer, c, message),
        message.at(),
        viewer.zone(),
        c.subject(),
        own == null || own.isBlank() ? message.text() : own);
  }

  private String author(Viewer viewer, Conversation c, InteractionView message) {
    var member = message.authorMember();
    if (member != null) return staff.member(member).map(Member::name).orElse("");
    if (c.client().equals(message.authorClient())) {
      return clients.find(viewer, c.client()).map(client -> client.name()).orElse("");
    }
    var from = message.from();
    return from == null || from.name() == null ? "" : from.name();
  }

  /// The files of the messages that a draft passes on, to choose from.
  @Transactional(readOnly = true)
  public List<Attachment> files(Viewer viewer, @Nullable Draft draft) {
    return forwards(draft).stream()
        .map(id -> interactions.find(viewer, new InteractionId(id)))
        .flatMap(found -> found.stream())
        .flatMap(message -> message.attachments().stream())
        .filter(file -> !file.inline())
        .toList();
  }

  private static List<UUID> forwards(@Nullable Draft draft) {
    return Stream.ofNullable(draft)
        .flatMap(one -> Stream.ofNullable(one.content().forwards()))
        .flatMap(List::stream)
        .toList();
  }

  /// @param taken files of the messages that go along; others are passed over
  /// @throws MessageRefused when it cannot go out as it is
  public Sent send(
      Viewer viewer,
      long no,
      Draft draft,
      Recipients recipients,
      String subject,
      String text,
      List<FileId> taken) {
    var c = conversations.lock(viewer, no);
    if (c.deletedAt() != null) throw new MessageRefused(Reason.TRASHED);
    var along = files(viewer, draft).stream().filter(file -> taken.contains(file.file())).toList();
    var all = Stream.concat(draft.files().stream(), along.stream()).toList();
    if (all.size() > Drafts.MOST_FILES) throw new MessageRefused(Reason.TOO_MANY_FILES);
    if (all.stream().mapToLong(Attachment::size).sum() > Drafts.MOST_BYTES) {
      throw new MessageRefused(Reason.FILES_TOO_LARGE);
    }
    return departures.forward(
        viewer, c, new NewForward(recipients, subject, text, forwards(draft), draft.id()), along);
  }
}
