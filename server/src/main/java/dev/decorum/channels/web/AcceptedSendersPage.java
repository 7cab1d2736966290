package dev.decorum.channels.web;

import dev.decorum.channels.AcceptedSenders.Accepted;
import dev.decorum.clients.Client;
import java.util.List;

/// Addresses that are let in for a client without a decision.
public record AcceptedSendersPage(Client client, List<Accepted> senders) {

  public AcceptedSendersPage {
    senders = List.copyOf(senders);
  }
}
