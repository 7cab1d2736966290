package dev.decorum.inbox;

import java.util.List;
import java.util.stream.Stream;

/// Whom a message goes to.
public record Recipients(List<Address> to, List<Address> cc, List<Address> bcc) {

  public static final Recipients NOBODY = new Recipients(List.of(), List.of(), List.of());

  public Recipients {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
  }

  public static Recipients to(Address... to) {
    return new Recipients(List.of(to), List.of(), List.of());
  }

  public Stream<Address> all() {
    return Stream.of(to, cc, bcc).flatMap(List::stream);
  }
}
