package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.files.Files;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What can still be done about a message that was sent.
@Service
@Transactional
public class UnderWay {

  private static final int LONGEST_REASON = 500;

  private final Conversations conversations;
  private final Interactions interactions;
  private final Arrivals arrivals;
  private final Drafts drafts;
  private final Chronicle chronicle;
  private final HeldBack heldBack;
  private final Files files;
  private final ObjectProvider<MessageCarrier> carrier;
  private final MessageSource words;

  // The carrier is asked for late: it lives in a module above that needs this one.
  UnderWay(
      Conversations conversations,
      Interactions interactions,
      Arrivals arrivals,
      Drafts drafts,
      Chronicle chronicle,
      HeldBack heldBack,
      Files files,
      ObjectProvider<MessageCarrier> carrier,
      MessageSource words) {
    this.conversations = conversations;
    this.interactions = interactions;
    this.arrivals = arrivals;
    this.drafts = drafts;
    this.chronicle = chronicle;
    this.heldBack = heldBack;
    this.files = files;
    this.carrier = carrier;
    this.words = words;
  }

  /// A message that somebody sees and may serve, and its conversation, locked.
  private record Ours(Conversation conversation, InteractionView message) {}

  private Ours ours(Viewer viewer, InteractionId id) {
    long no = interactions.conversationOf(viewer, id).orElseThrow(InteractionNotFound::new);
    var c = conversations.lock(viewer, no);
    var message = interactions.find(viewer, id).orElseThrow(InteractionNotFound::new);
    if (message.delivery() == null) throw new InteractionNotFound();
    return new Ours(c, message);
  }

  /// What became of messages for each of their recipients, as far as that is known.
  @Transactional(readOnly = true)
  public Map<InteractionId, List<RecipientDelivery>> deliveries(
      Collection<InteractionId> interactions) {
    return carrier.getObject().deliveries(interactions);
  }

  /// Numbers of the conversations in which messages of the viewer stayed, since the client wrote
  /// before they left.
  @Transactional(readOnly = true)
  public List<Long> heldBack(Viewer viewer) {
    return heldBack.of(viewer);
  }

  /// Lets a message leave now that waits for its time, or was held back.
  ///
  /// @return false when it has left or is leaving
  public boolean sendNow(Viewer viewer, InteractionId id) {
    var ours = ours(viewer, id);
    if (!carrier.getObject().release(id)) return false;
    interactions.leavesNow(id);
    arrivals.delivery(id, Delivery.QUEUED, null);
    chronicle.changed(
        Actor.member(viewer.id().id()),
        ours.conversation(),
        "reply_released",
        Map.of("interaction", id.id().toString()));
    return true;
  }

  /// Takes a message that waits out of the queue: it has failed, for the reason a person gives.
  ///
  /// @return false when it has left or is leaving
  public boolean giveUp(Viewer viewer, InteractionId id, String why) {
    var ours = ours(viewer, id);
    var reason = why.strip();
    return stop(
        viewer,
        ours,
        reason.isEmpty()
            ? text("inbox.given_up.silent", viewer.name())
            : text(
                "inbox.given_up",
                viewer.name(),
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
  }

  private boolean stop(Viewer viewer, Ours ours, String reason) {
    var id = ours.message().id();
    if (!carrier.getObject().stop(id)) return false;
    arrivals.delivery(id, Delivery.FAILED, reason);
    chronicle.changed(
        Actor.member(viewer.id().id()),
        ours.conversation(),
        "reply_stopped",
        Map.of("interaction", id.id().toString()));
    return true;
  }

  /// Opens a draft with the same content, to be sent to another address or with other words. One
  /// that waits to leave is taken out of the queue; of one that reached some, the draft goes to the
  /// others.
  ///
  /// @return the draft
  /// @throws MessageRefused while it is leaving
  public DraftName.OfConversation writeAgain(Viewer viewer, InteractionId id) {
    var ours = ours(viewer, id);
    var message = ours.message();
    boolean waits = message.delivery() == Delivery.QUEUED || message.delivery() == Delivery.HELD;
    if (waits && !stop(viewer, ours, text("inbox.given_up.again", viewer.name()))) {
      throw new MessageRefused(Reason.LEAVING);
    }
    var c = ours.conversation();
    var kind = message.forwarded() ? DraftKind.FORWARD : DraftKind.REPLY;
    var copies =
        message.attachments().stream().map(file -> Drafts.copy(files, c.key(), file)).toList();
    drafts.putBack(
        viewer,
        new DraftId(RowIds.next()),
        kind,
        c,
        new DraftContent(
            message.text(),
            message.forwarded() ? message.subject() : null,
            unreached(message),
            message.forwards()),
        copies);
    return new DraftName.OfConversation(c.no(), kind);
  }

  private Recipients unreached(InteractionView message) {
    var reached =
        carrier
            .getObject()
            .deliveries(List.of(message.id()))
            .getOrDefault(message.id(), List.of())
            .stream()
            .filter(one -> one.state() == Delivery.SENT)
            .map(RecipientDelivery::address)
            .map(address -> address.toLowerCase(Locale.ROOT))
            .toList();
    var all = message.recipients();
    var rest =
        new Recipients(
            without(all.to(), reached), without(all.cc(), reached), without(all.bcc(), reached));
    return rest.all().findAny().isEmpty() ? all : rest;
  }

  private static List<Address> without(List<Address> addresses, List<String> reached) {
    return addresses.stream()
        .filter(one -> !reached.contains(one.address().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private String text(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, key, Locale.UK));
  }
}
