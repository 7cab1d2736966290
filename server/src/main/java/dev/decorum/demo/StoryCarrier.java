package dev.decorum.demo;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.clients.ConversationNumbers;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.inbox.MessageCarrier;
import dev.decorum.inbox.OutgoingMessage;
import dev.decorum.inbox.RecipientDelivery;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries messages as ever, but for those of the story: they arrived long ago, and no server ever
/// gets to see them. What somebody writes to its clients afterwards goes out by the mailbox of the
/// sample, from which nothing leaves.
final class StoryCarrier implements MessageCarrier {

  private static final ScopedValue<Boolean> TELLING = ScopedValue.newInstance();

  private final MessageCarrier real;
  private final SampleClients sample;
  private final ConversationNumbers conversations;
  private final Mailboxes mailboxes;

  StoryCarrier(
      MessageCarrier real,
      SampleClients sample,
      ConversationNumbers conversations,
      Mailboxes mailboxes) {
    this.real = real;
    this.sample = sample;
    this.conversations = conversations;
    this.mailboxes = mailboxes;
  }

  /// Tells something, without sending what is sent in it.
  void tell(Runnable story) {
    ScopedValue.where(TELLING, true).run(story);
  }

  @Override
  public Optional<String> send(OutgoingMessage message) {
    return TELLING.isBound() ? Optional.empty() : real.send(kept(message));
  }

  private OutgoingMessage kept(OutgoingMessage message) {
    if (sample.all().isEmpty()
        || conversations.clientBySystem(message.no()).filter(sample.all()::contains).isEmpty()) {
      return message;
    }
    return mailboxes.all().stream()
        .filter(Mailbox::sample)
        .findFirst()
        .map(mailbox -> message.by(mailbox.id()))
        .orElse(message);
  }

  @Override
  public boolean undo(InteractionId interaction) {
    return real.undo(interaction);
  }

  @Override
  public boolean stop(InteractionId interaction) {
    return real.stop(interaction);
  }

  @Override
  public boolean hold(InteractionId interaction) {
    return real.hold(interaction);
  }

  @Override
  public boolean release(InteractionId interaction) {
    return real.release(interaction);
  }

  @Override
  public Map<InteractionId, List<RecipientDelivery>> deliveries(
      Collection<InteractionId> interactions) {
    return real.deliveries(interactions);
  }

  @Override
  public Optional<MailboxId> mailboxFor(Viewer viewer, @Nullable TeamId team) {
    return real.mailboxFor(viewer, team);
  }

  @Override
  public Map<MailboxId, String> mailboxes() {
    return real.mailboxes();
  }
}
