package dev.decorum.protocols.web;

import dev.decorum.protocols.Protocol;
import java.util.List;

/// All protocols: those that come with the product, and one's own, which can be changed.
public record ProtocolsPage(List<Protocol> protocols) {

  public ProtocolsPage {
    protocols = List.copyOf(protocols);
  }
}
