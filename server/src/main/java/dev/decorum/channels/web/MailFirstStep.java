package dev.decorum.channels.web;

import dev.decorum.channels.Mailboxes;
import dev.decorum.inbox.FirstStep;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.springframework.stereotype.Component;

/// Connecting mail.
@Component
class MailFirstStep implements FirstStep {

  private final Mailboxes mailboxes;

  MailFirstStep(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public List<Step> of(Viewer viewer) {
    return viewer.may(Permission.MANAGE_CHANNELS)
        ? List.of(new Step(40, "channels.first.mail", "/admin/channels/connect", connected()))
        : List.of();
  }

  private boolean connected() {
    return mailboxes.all().stream().anyMatch(mailbox -> !mailbox.sample());
  }
}
