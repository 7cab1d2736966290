package dev.decorum.channels;

import dev.decorum.inbox.MailboxId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An address of ours, to which clients write and from which we answer.
///
/// @param no the number people see in addresses of pages
/// @param name stands behind the member's name in mails that go out
/// @param team whom it serves; null: everybody
/// @param signature instead of the member's own
/// @param outgoing by which it sends, without the password; null: by none yet
/// @param ownReturnPath whether each mail has an address of its own to which it comes back
/// @param sample whether it is made up: what it sends leaves nowhere
/// @param closedAt since when it takes no mail
public record Mailbox(
    MailboxId id,
    int no,
    String address,
    @Nullable String name,
    @Nullable TeamId team,
    @Nullable String signature,
    @Nullable OutgoingServer outgoing,
    boolean ownReturnPath,
    boolean sample,
    Instant createdAt,
    @Nullable Instant closedAt,
    int version) {

  public boolean open() {
    return closedAt == null;
  }

  /// What stands behind the `@`.
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /// The address with something behind a plus sign, which comes to the same mailbox.
  String plus(String detail) {
    int at = address.lastIndexOf('@');
    return address.substring(0, at) + '+' + detail + address.substring(at);
  }

  @Override
  public String toString() {
    return "Mailbox[%d]".formatted(no);
  }
}
