package dev.decorum.channels.web;

import dev.decorum.channels.BlockedSenders.Blocked;
import dev.decorum.web.FormErrors;
import java.util.List;

/// Blocked senders, and the form to block one.
///
/// @param sender what was typed
public record SendersPage(List<Blocked> senders, String sender, FormErrors errors) {

  public SendersPage {
    senders = List.copyOf(senders);
  }
}
