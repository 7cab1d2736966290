package dev.decorum.channels.web;

import dev.decorum.channels.OutgoingQueue.Heap;
import dev.decorum.channels.WaitingMail;
import java.util.List;

/// What waits to leave.
///
/// @param late how many of the rows wait longer than they should
/// @param more whether more wait than the page shows
/// @param minutes how long a mail may wait before that is too long
/// @param scheduled how many wait for a time that was chosen for them
public record OutboxPage(
    List<Row> rows,
    boolean more,
    int late,
    long minutes,
    int scheduled,
    List<Heap> mailboxes,
    List<Heap> domains) {

  public OutboxPage {
    rows = List.copyOf(rows);
    mailboxes = List.copyOf(mailboxes);
    domains = List.copyOf(domains);
  }

  /// @param late whether it waits longer than it should
  public record Row(WaitingMail mail, boolean late) {

    public String to() {
      return String.join(", ", mail.recipients());
    }
  }
}
