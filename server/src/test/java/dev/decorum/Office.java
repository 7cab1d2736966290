package dev.decorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.channels.Sink;
import dev.decorum.channels.SmtpPort;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.staff.Member;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.util.List;

/// An organisation for a test of the whole application: an admin, a mailbox, and the mail server of
/// the outside world.
final class Office implements AutoCloseable {

  static final String PASSWORD = "plum orchard window";

  final Sink outside = Sink.plain();
  final Member mette;
  final Mailbox mailbox;
  private final SmtpPort smtp;

  /// @param name tells it from those of other tests on the same database
  Office(String name, Staff staff, Mailboxes mailboxes, SmtpPort smtp) {
    this.smtp = smtp;
    mette =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette@" + name + ".example",
                    Role.ADMIN,
                    List.of("Home care"),
                    PASSWORD))
            .member();
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox("help@" + name + ".example", "Brightwater", null, outside.asServer()));
  }

  String help() {
    return mailbox.address();
  }

  /// Sends a mail as the mail program of `sender` would.
  void deliver(String sender, String recipient, String mail) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(sender, recipient);
      peer.send(mail.replace("\n", "\r\n") + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  /// A plain mail to the mailbox.
  ///
  /// @param fields further fields of the header
  void write(String from, String address, String subject, String text, String... fields)
      throws IOException {
    deliver(address, help(), letter(from, address, subject, text, fields));
  }

  static String letter(String from, String address, String subject, String text, String... fields) {
    return """
        From: %s <%s>
        Subject: %s
        Message-ID: <%s@client.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        %s
        %s"""
        .formatted(
            from,
            address,
            subject,
            RowIds.next(),
            fields.length == 0 ? "" : String.join("\n", fields) + "\n",
            text);
  }

  @Override
  public void close() {
    outside.close();
  }
}
