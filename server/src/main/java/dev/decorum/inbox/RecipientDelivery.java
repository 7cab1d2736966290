package dev.decorum.inbox;

import org.jspecify.annotations.Nullable;

/// What became of a message for one of its recipients.
///
/// @param reason why it failed or waits, in words
public record RecipientDelivery(String address, Delivery state, @Nullable String reason) {

  @Override
  public String toString() {
    return "RecipientDelivery[%s]".formatted(state);
  }
}
