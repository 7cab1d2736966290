package dev.decorum.channels;

import java.io.IOException;

/// The connection would leave the network it is confined to.
final class OutOfReach extends IOException {
  private static final long serialVersionUID = 1L;

  OutOfReach() {
    super("The server is out of reach by decision");
  }
}
