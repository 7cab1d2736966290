package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.SigningKey;
import java.util.List;

/// The keys that sign the mail of a mailbox's domain.
public record SigningPage(Mailbox mailbox, List<SigningKey> keys) {

  public SigningPage {
    keys = List.copyOf(keys);
  }

  public boolean signs() {
    return keys.stream().anyMatch(key -> key.state() == SigningKey.State.SIGNING);
  }
}
