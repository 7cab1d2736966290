/// How messages come in and go out: mailboxes, SMTP, threading, the outbox.
///
/// In: `SmtpPort` and `MailReception` keep raw mail and acknowledge it, `IntakeWorker` reads it
/// later, `Threading` decides where it belongs, `MailFiling` makes a message of it. Out:
/// `MailCarrier` puts a member's message into the `Outbox`, `OutboxWorker` hands it to the
/// mailbox's server.
@ApplicationModule(
    displayName = "Channels",
    allowedDependencies = {"hours", "staff", "files", "clients", "inbox", "mail"})
@NullMarked
package dev.decorum.channels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
