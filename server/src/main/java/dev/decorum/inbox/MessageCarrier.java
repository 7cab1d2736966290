package dev.decorum.inbox;

import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How messages leave the house. Implemented by the module that knows mailboxes.
public interface MessageCarrier {

  /// Takes a message over, in the current transaction: what is taken over is sent, or reported
  /// failed by `Inbox.delivery`.
  ///
  /// @return why it cannot leave yet, in words; empty when nothing is in the way
  Optional<String> send(OutgoingMessage message);

  /// Takes a held message back, in the current transaction.
  ///
  /// @return false when it has left or is leaving
  boolean undo(InteractionId interaction);

  /// Takes a message that waits out of the queue for good, in the current transaction.
  ///
  /// @return false when it has left or is leaving
  boolean stop(InteractionId interaction);

  /// Keeps a message that waits for its time until somebody lets it leave, in the current
  /// transaction.
  ///
  /// @return false when it has left, is leaving, or waits for no time that was chosen
  boolean hold(InteractionId interaction);

  /// Lets a message leave now that waits for its time or is held, in the current transaction.
  ///
  /// @return false when it does not
  boolean release(InteractionId interaction);

  /// What became of messages for each of their recipients, as far as that is known.
  Map<InteractionId, List<RecipientDelivery>> deliveries(Collection<InteractionId> interactions);

  /// The mailbox a first message goes out by.
  Optional<MailboxId> mailboxFor(Viewer viewer, @Nullable TeamId team);

  /// The mailboxes there are, with their addresses.
  Map<MailboxId, String> mailboxes();
}
