package dev.decorum.mail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads raw mail as it came by SMTP or IMAP, however broken, within limits of size and time.
///
/// Stateless and thread-safe. The time is linear in the size of the mail.
public final class MailReader {

  /// The largest mail that is read.
  public static final int MAX_BYTES = 50 << 20;

  private MailReader() {}

  /// @throws MailUnreadable for mails beyond the limits; nothing else is thrown, whatever the bytes
  public static Message read(byte[] raw) {
    if (raw.length == 0) {
      throw new MailUnreadable(MailUnreadable.Reason.EMPTY);
    }
    if (raw.length > MAX_BYTES) {
      throw new MailUnreadable(MailUnreadable.Reason.TOO_LARGE);
    }
    try {
      return message(raw);
    } catch (MailUnreadable known) {
      throw known;
    } catch (RuntimeException unforeseen) {
      throw new MailUnreadable(MailUnreadable.Reason.MALFORMED, unforeseen);
    }
  }

  private static Message message(byte[] raw) {
    var reader = new EntityReader();
    Entity root = reader.read(raw);
    Headers headers = root.headers;
    Content content = Content.of(root);
    Set<Notice> notices = EnumSet.noneOf(Notice.class);
    notices.addAll(content.notices());
    if (reader.depthCut()) {
      notices.add(Notice.DEPTH_CUT);
    }
    List<Zone> zones = content.zones();
    String subject = HeaderText.decode(headers.first("subject"));
    var reports = new Reports(root, subject);
    String newText = newText(content.text(), zones);
    var verdicts = new Verdicts(headers, subject, newText, reports);
    Verdict verdict = verdicts.verdict();
    return new Message(
        headers.addresses("from"),
        headers.addresses("reply-to"),
        headers.addresses("to"),
        headers.addresses("cc"),
        subject,
        MailDates.read(headers.first("date")),
        firstId(headers.first("message-id")),
        ids(headers, "in-reply-to"),
        ids(headers, "references"),
        content.text(),
        content.html(),
        newText,
        zones,
        content.attachments(),
        verdict,
        reports.read(verdict),
        verdicts.autoSubmitted(),
        verdicts.mayBeAnsweredByMachine(verdict),
        notices);
  }

  private static @Nullable String firstId(String header) {
    List<String> ids = MessageIds.read(header);
    if (!ids.isEmpty()) {
      return ids.getFirst();
    }
    String bare = Characters.withoutWhitespace(header);
    return MessageIds.isId(bare) ? bare : null;
  }

  private static List<String> ids(Headers headers, String name) {
    var ids = new LinkedHashSet<String>();
    headers.all(name).forEach(value -> ids.addAll(MessageIds.read(value)));
    return new ArrayList<>(ids);
  }

  private static String newText(String text, List<Zone> zones) {
    var out = new StringBuilder();
    for (Zone zone : zones) {
      if (zone.kind() == Zone.Kind.NEW) {
        out.append(text, zone.start(), zone.end());
      }
    }
    return out.toString().strip();
  }
}
