package dev.decorum.mail;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a bounce, a complaint or a receipt tells of a mail that was sent. All of it is claimed by
/// whoever sent the notice: believe it only where a token or an id of our own proves that the mail
/// was ours.
///
/// @param bounces one for each recipient that is told to be in trouble; none in a receipt
/// @param messageId of the mail it is about, without angle brackets; null where it is not told
/// @param addresses of ours that the notice names: who it is for, and the senders of the mail it is
///   about, in lower case; reply tokens and bounce addresses are found here
public record DeliveryReport(
    List<Bounce> bounces, @Nullable String messageId, Set<String> addresses) {

  public DeliveryReport {
    bounces = List.copyOf(bounces);
    addresses = Set.copyOf(addresses);
  }

  /// Says nothing of what the mail says, so that it may end up in a log.
  @Override
  public String toString() {
    return "DeliveryReport" + bounces;
  }
}
