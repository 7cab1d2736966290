/// How messages come in and go out: mailboxes, SMTP, threading, the outbox.
@ApplicationModule(
    displayName = "Channels",
    allowedDependencies = {"staff", "files", "clients", "inbox", "mail"})
@NullMarked
package dev.decorum.channels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
