package dev.decorum.network;

import java.io.IOException;

/// The connection would leave the network it is confined to.
public final class OutOfReach extends IOException {
  private static final long serialVersionUID = 1L;

  public OutOfReach() {
    super("The server is out of reach by decision");
  }
}
