package dev.decorum.clients;

import dev.decorum.vault.KeyId;

/// What the system has to know of a client to keep something of theirs.
///
/// @param asked the record that was asked for
/// @param askedKey its data key, which stays the same through merges
/// @param client the record that stands for it now
/// @param no the number of that
/// @param key the data key of that
/// @param name the name of that
public record ClientFacts(
    ClientId asked, KeyId askedKey, ClientId client, long no, KeyId key, String name) {

  @Override
  public String toString() {
    return "ClientFacts[%s]".formatted(client.id());
  }
}
