package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.clients.ClientFacts;
import dev.decorum.database.Times;
import dev.decorum.inbox.Happening.What;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What comes in: messages of clients, and news of messages of ours.
@Component
class Arrivals {

  private static final String NO_SUBJECT = "";

  private final Conversations conversations;
  private final Interactions interactions;
  private final Participants participants;
  private final Chronicle chronicle;
  private final HeldBack holding;
  private final Notices notices;
  private final Clock clock;

  Arrivals(
      Conversations conversations,
      Interactions interactions,
      Participants participants,
      Chronicle chronicle,
      HeldBack holding,
      Notices notices,
      Clock clock) {
    this.conversations = conversations;
    this.interactions = interactions;
    this.participants = participants;
    this.chronicle = chronicle;
    this.holding = holding;
    this.notices = notices;
    this.clock = clock;
  }

  Received receive(IncomingMessage message, ClientFacts client) {
    var known =
        Optional.ofNullable(message.conversation())
            .map(id -> conversations.lockBySystem(id).orElseThrow(ConversationNotFound::new));
    var i = Interaction.incoming(message);
    var c = known.orElseGet(() -> open(message, client, i.ownText()));
    interactions.add(c, i);
    interactions.attach(c, i.id(), message.files());
    interactions.index(c, i, names(message, client));
    boolean takesPart = known.isEmpty();
    if (known.isEmpty()) {
      participants.began(c, client, message.from(), message.at());
    } else if (message.expectsAnswer()) {
      conversations.preview(c, i.ownText());
      takesPart = participants.wrote(c, message.from(), message.at());
    }
    if (takesPart
        && message.senderCheck() == SenderCheck.VERIFIED
        && message.verdict().expectsAnswer()) {
      participants.add(c, message.also());
    }
    var actor = Actor.client(message.client().id());
    var facts = Map.of("interaction", i.id().id().toString());
    chronicle.changed(actor, c, known.isEmpty() ? "opened" : "received", facts);
    if (known.isEmpty()) {
      if (!message.routed().rules().isEmpty()) {
        chronicle.happened(c, Happening.routed(message.routed().rules()));
      }
      chronicle.opened(c, client.no());
    } else {
      chronicle.save(actor, c, heard(c, message), What.REOPENED);
      if (message.expectsAnswer()) {
        holding.clientWrote(c);
        tell(NoticeEvent.WROTE, c);
      }
    }
    return new Received(c.id(), c.no(), i.id(), known.isEmpty());
  }

  /// What a machine sends, or is from long ago, is kept and changes neither status nor clock.
  private static Conversation heard(Conversation c, IncomingMessage message) {
    var heard = c.heard(message.at());
    return message.expectsAnswer()
        ? heard.standing(c.standing().clientWrote(message.at())).trashed(null)
        : heard;
  }

  private Conversation open(IncomingMessage message, ClientFacts client, String text) {
    var subject = message.subject().isBlank() ? NO_SUBJECT : message.subject();
    var opened =
        new Conversation(
            new ConversationId(RowIds.next()),
            0,
            client.client(),
            client.key(),
            subject,
            message.channel(),
            message.mailbox(),
            standing(message),
            message.team(),
            null,
            message.routed().tags(),
            message.routed().priority(),
            message.at(),
            null,
            0);
    return conversations.insert(opened, message.linkedTo(), message.at(), text);
  }

  private static Standing standing(IncomingMessage message) {
    var opened = Standing.opened(message.expectsAnswer() ? message.at() : null);
    return message.archived() ? opened.to(Status.RESOLVED) : opened;
  }

  private static List<String> names(IncomingMessage message, ClientFacts client) {
    var names = new ArrayList<String>();
    names.add(client.name());
    names.add(message.from().label());
    names.add(message.from().address());
    message.files().forEach(file -> names.add(file.name()));
    return names;
  }

  void senderFound(InteractionId id, SenderCheck check, SenderProof proof, List<Address> also) {
    var c = interactions.conversationOfBySystem(id).flatMap(conversations::lockBySystem);
    if (c.isEmpty() || !interactions.senderFound(id, check, proof)) return;
    if (check == SenderCheck.VERIFIED) participants.add(c.get(), also);
    chronicle.save(Actor.system(), c.get(), c.get(), What.OPENED);
  }

  void delivery(InteractionId id, Delivery state, @Nullable String reason) {
    var c = interactions.conversationOfBySystem(id).flatMap(conversations::lockBySystem);
    // Taken back meanwhile: nobody asks any more.
    if (c.isEmpty() || !interactions.delivery(c.get(), id, state, reason)) return;
    if (state == Delivery.SENT && interactions.waitedForItsTime(id)) {
      chronicle.answered(c.get(), Times.now(clock));
    }
    chronicle.save(Actor.system(), c.get(), after(c.get(), id, state), What.OPENED);
    if (state == Delivery.FAILED) tell(NoticeEvent.FAILED, c.get());
  }

  private void tell(NoticeEvent event, Conversation c) {
    var assignee = c.assignee();
    if (assignee != null) notices.tell(event, assignee, c.id(), null);
  }

  private Conversation after(Conversation c, InteractionId id, Delivery state) {
    var standing = c.standing();
    return switch (state) {
      case HELD, QUEUED -> c;
      // One that waited for its time is an answer only now.
      case SENT ->
          standing.waitingSince() == null
              ? c
              : c.standing(
                  new Standing(standing.status(), waitingSince(c, id), standing.snoozedUntil()));
      case FAILED -> c.standing(standing.unanswered(waitingSince(c, id)));
    };
  }

  private @Nullable Instant waitingSince(Conversation c, InteractionId id) {
    return interactions.waitingSince(c, interactions.writtenAt(id)).orElse(null);
  }
}
