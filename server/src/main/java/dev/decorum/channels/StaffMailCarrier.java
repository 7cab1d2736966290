package dev.decorum.channels;

import dev.decorum.mail.Address;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.StaffMail;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Sends invitations and links to members by the first mailbox that can send. They leave by the
/// outbox, so that nobody can tell from the time it takes whether an address is known.
@Service
class StaffMailCarrier implements StaffMail {

  private final Outbox outbox;
  private final Mailboxes mailboxes;
  private final MessageRefs refs;
  private final Organisation organisation;
  private final Vault vault;
  private final Clock clock;

  StaffMailCarrier(
      Outbox outbox,
      Mailboxes mailboxes,
      MessageRefs refs,
      Organisation organisation,
      Vault vault,
      Clock clock) {
    this.outbox = outbox;
    this.mailboxes = mailboxes;
    this.refs = refs;
    this.organisation = organisation;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public boolean available() {
    return mailboxes.anyThatSends().isPresent();
  }

  @Override
  @Transactional
  public boolean send(String to, String subject, String text) {
    var id = mailboxes.anyThatSends().orElse(null);
    if (id == null) return false;
    var mailbox = mailboxes.get(id);
    outbox.add(
        vault.systemKey(),
        mailbox,
        null,
        new OutgoingContent(
            new Address(organisation.name(), mailbox.address()),
            null,
            List.of(Address.of(to)),
            List.of(),
            List.of(),
            subject,
            Timestamps.now(clock),
            refs.next(mailbox.domain()),
            null,
            List.of(),
            text,
            null,
            "",
            List.of(),
            true),
        Duration.ZERO,
        false);
    return true;
  }
}
