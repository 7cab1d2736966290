package dev.decorum.demo;

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
/// gets to see them.
final class StoryCarrier implements MessageCarrier {

  private static final ScopedValue<Boolean> TELLING = ScopedValue.newInstance();

  private final MessageCarrier real;

  StoryCarrier(MessageCarrier real) {
    this.real = real;
  }

  /// Tells something, without sending what is sent in it.
  void tell(Runnable story) {
    ScopedValue.where(TELLING, true).run(story);
  }

  @Override
  public Optional<String> send(OutgoingMessage message) {
    return TELLING.isBound() ? Optional.empty() : real.send(message);
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
