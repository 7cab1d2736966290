package dev.decorum.inbox;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.staff.Viewer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which addresses have been used with a client, so that a slip of the pen is seen before it
/// carries a client's matters to a stranger.
@Service
@Transactional(readOnly = true)
public class Acquaintances {

  private final Participants participants;
  private final Clients clients;

  Acquaintances(Participants participants, Clients clients) {
    this.participants = participants;
    this.clients = clients;
  }

  /// Those of `addresses` that were never used with this client, as far as the viewer may know.
  ///
  /// @param client null: nobody we know yet
  public Set<Address> strangers(
      Viewer viewer, @Nullable ClientId client, Collection<Address> addresses) {
    if (addresses.isEmpty()) return Set.of();
    if (client == null) return Set.copyOf(addresses);
    var known = new HashSet<ByteBuffer>(participants.familiar(viewer, client, indexes(addresses)));
    clients
        .find(viewer, client)
        .map(Client::details)
        .ifPresent(
            details ->
                details.emails().stream()
                    .map(EmailAddress::value)
                    .map(this::index)
                    .forEach(known::add));
    return addresses.stream()
        .filter(address -> !known.contains(index(address.address())))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<byte[]> indexes(Collection<Address> addresses) {
    return addresses.stream().map(address -> participants.index(address.address())).toList();
  }

  private ByteBuffer index(String address) {
    return ByteBuffer.wrap(participants.index(address));
  }
}
