package dev.decorum.inbox;

import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.MessageRefused.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whom an answer goes to, and what may be one.
final class Answering {

  static final int MOST_RECIPIENTS = 50;
  static final int LONGEST_TEXT = 500_000;
  static final int LONGEST_SUBJECT = 500;

  private Answering() {}

  /// A reply goes to whoever wrote last; before anybody wrote, to whom we write.
  ///
  /// @param participants the latest writer first
  static Recipients reply(List<Participants.Known> participants) {
    if (participants.isEmpty()) return Recipients.NOBODY;
    if (participants.getFirst().wroteAt() == null) return replyAll(participants);
    return Recipients.to(participants.getFirst().address());
  }

  /// A reply to all goes to all who take part, and to nobody whom only an unverified mail named.
  static Recipients replyAll(List<Participants.Known> participants) {
    if (participants.isEmpty()) return Recipients.NOBODY;
    var all = participants.stream().map(Participants.Known::address).toList();
    return new Recipients(all.subList(0, 1), all.subList(1, all.size()), List.of());
  }

  /// The same without repetitions: an address stands where it stands first.
  ///
  /// @throws MessageRefused when it can go to nobody, or to an address that is none
  static Recipients checked(Recipients wanted) {
    var seen = new HashSet<String>();
    var checked =
        new Recipients(once(wanted.to(), seen), once(wanted.cc(), seen), once(wanted.bcc(), seen));
    if (seen.isEmpty()) throw new MessageRefused(Reason.NO_RECIPIENT);
    if (seen.size() > MOST_RECIPIENTS) throw new MessageRefused(Reason.TOO_MANY_RECIPIENTS);
    return checked;
  }

  private static List<Address> once(List<Address> addresses, HashSet<String> seen) {
    var kept = new ArrayList<Address>();
    for (var address : addresses) {
      var parsed =
          EmailAddress.parse(address.address())
              .orElseThrow(() -> new MessageRefused(Reason.BAD_ADDRESS));
      if (seen.add(parsed.normalised())) kept.add(new Address(address.name(), parsed.value()));
    }
    return kept;
  }

  static void checkText(String text, boolean hasFiles) {
    if (text.isBlank() && !hasFiles) throw new MessageRefused(Reason.EMPTY);
    if (text.length() > LONGEST_TEXT) throw new MessageRefused(Reason.TOO_LONG);
  }

  /// One line, without what would end a header.
  static String subject(String subject) {
    var line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() > LONGEST_SUBJECT) throw new MessageRefused(Reason.TOO_LONG);
    return line;
  }

  static String replySubject(String subject) {
    var start = subject.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("re:") || start.startsWith("aw:") ? subject : "Re: " + subject;
  }

  /// @return when it leaves, or null for now
  static @Nullable Instant checkTime(@Nullable Instant sendAt, Instant now) {
    if (sendAt == null) return null;
    // A clock that runs a little ahead is no reason to refuse.
    if (sendAt.isBefore(now.minusSeconds(60)) || sendAt.isAfter(now.plusSeconds(366L * 86_400))) {
      throw new MessageRefused(Reason.PAST);
    }
    return sendAt.isAfter(now) ? sendAt : null;
  }
}
