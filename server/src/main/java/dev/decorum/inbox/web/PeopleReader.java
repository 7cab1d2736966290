package dev.decorum.inbox.web;

import dev.decorum.clients.ClientId;
import dev.decorum.inbox.Acquaintances;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.web.People.Line;
import dev.decorum.inbox.web.People.Person;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks recipients up, one by one.
@Component
class PeopleReader {

  private final Acquaintances acquaintances;

  PeopleReader(Acquaintances acquaintances) {
    this.acquaintances = acquaintances;
  }

  People read(Viewer viewer, @Nullable ClientId client, Recipients recipients) {
    Set<Address> strangers =
        acquaintances.strangers(viewer, client, recipients.all().distinct().toList());
    return new People(
        List.of(
            line("to", recipients.to(), strangers),
            line("cc", recipients.cc(), strangers),
            line("bcc", recipients.bcc(), strangers)),
        recipients.all().filter(strangers::contains).map(Address::address).distinct().toList());
  }

  /// Those of a conversation, who are known to the client.
  static People known(Recipients recipients) {
    return new People(
        List.of(
            line("to", recipients.to(), Set.of()),
            line("cc", recipients.cc(), Set.of()),
            line("bcc", recipients.bcc(), Set.of())),
        List.of());
  }

  private static Line line(String field, List<Address> addresses, Set<Address> strangers) {
    return new Line(
        field,
        addresses.stream()
            .map(
                address ->
                    new Person(
                        AddressList.format(List.of(address)),
                        address.label(),
                        !strangers.contains(address)))
            .toList());
  }
}
