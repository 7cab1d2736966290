package dev.decorum.channels.web;

import dev.decorum.channels.ReturnedMails.DeadAddress;
import dev.decorum.clients.Client;
import java.util.List;

/// Addresses of a client that mail does not reach.
public record DeadAddressesPage(Client client, List<DeadAddress> addresses) {}
