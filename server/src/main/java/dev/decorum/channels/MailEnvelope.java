package dev.decorum.channels;

import java.util.List;

/// What is kept of how a mail came.
///
/// @param sender empty for the null sender
/// @param recipients addresses of this mailbox it was sent to, tokens included
/// @param peer the address it came from
record MailEnvelope(
    String sender, List<String> recipients, String peer, String helo, boolean encrypted) {

  @Override
  public String toString() {
    return "MailEnvelope";
  }
}
