package dev.decorum.channels;

import org.jspecify.annotations.Nullable;

/// A mailbox to be added.
///
/// @param name stands behind the member's name in mails that go out
/// @param team whom it serves, by name; made when there is none of this name; null: everybody
/// @param outgoing null: none yet; replies wait until there is one
/// @param incoming null: its mail comes by SMTP only
/// @param sent null: answers are copied nowhere
public record NewMailbox(
    String address,
    @Nullable String name,
    @Nullable String team,
    @Nullable OutgoingServer outgoing,
    @Nullable IncomingServer incoming,
    @Nullable Sent sent) {

  /// Answers are copied to where mail is fetched from.
  ///
  /// @param folder null: the one that the server says is for sent mail
  public record Sent(@Nullable String folder) {}

  /// One whose mail comes by SMTP.
  public NewMailbox(
      String address,
      @Nullable String name,
      @Nullable String team,
      @Nullable OutgoingServer outgoing) {
    this(address, name, team, outgoing, null, null);
  }

  public static NewMailbox at(String address) {
    return new NewMailbox(address, null, null, null);
  }

  @Override
  public String toString() {
    return "NewMailbox";
  }
}
