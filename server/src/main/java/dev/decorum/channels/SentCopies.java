package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.MailboxRefused.Reason;
import dev.decorum.inbox.MailboxId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Copies of what a mailbox has sent, in the folder for sent mail on the server from which its mail
/// is fetched: whoever reads the mailbox there sees the answers as well.
@Service
public class SentCopies {

  private final SentFolders folders;
  private final MailFetching fetching;
  private final Audit audit;

  SentCopies(SentFolders folders, MailFetching fetching, Audit audit) {
    this.folders = folders;
    this.fetching = fetching;
    this.audit = audit;
  }

  /// Copies what is sent from now on.
  ///
  /// @param folder null: the one that the server says is for sent mail
  /// @throws MailboxRefused when the mailbox's mail is not fetched, or this can be no such folder
  @Transactional
  public void keep(Actor actor, MailboxId mailbox, @Nullable String folder) {
    var server = fetching.server(mailbox).orElseThrow(() -> new MailboxRefused(Reason.NOT_FETCHED));
    var name = folder == null || folder.isBlank() ? null : folder.strip();
    if (name != null) {
      MailFetching.checkFolder(name);
      // What is copied there would come back as new mail.
      if (name.equalsIgnoreCase(server.folder()) || name.equalsIgnoreCase(IncomingServer.INBOX)) {
        throw new MailboxRefused(Reason.SENT_IS_FETCHED);
      }
    }
    folders.set(mailbox, name);
    changed(actor, mailbox, "kept");
  }

  /// Copies nothing any more. What was copied stays.
  @Transactional
  public void stop(Actor actor, MailboxId mailbox) {
    folders.remove(mailbox);
    changed(actor, mailbox, "none");
  }

  private void changed(Actor actor, MailboxId mailbox, String state) {
    audit.changed(
        actor, "mailbox.sent_copies_changed", "mailbox", mailbox.id(), Map.of("state", state));
  }

  /// How it goes; empty when nothing is copied.
  @Transactional(readOnly = true)
  public Optional<SentStanding> standing(MailboxId mailbox) {
    return folders.standing(
        mailbox, (trouble, folder) -> fetching.wording(mailbox, trouble, folder));
  }

  /// Tries at once what waits.
  @Transactional
  public void tryAgain(MailboxId mailbox) {
    if (!folders.tryNow(mailbox)) throw new MailboxNotFound();
  }
}
