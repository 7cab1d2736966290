package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A notification of Amazon's mail service, which comes as a mail with JSON in it. Only the few
/// values that are needed are looked for, since the JSON is often folded and cut on its way.
final class SesNotice {

  private static final int MAX_RECIPIENTS = 100;

  private final String text;
  private final String type;

  private SesNotice(String text) {
    this.text = text;
    this.type = value(text, "notificationType").toLowerCase(Locale.ROOT);
  }

  /// Null where the text is none.
  static @Nullable SesNotice of(Headers headers, String text) {
    boolean amazon =
        headers.addresses("from").stream()
            .anyMatch(
                from ->
                    from.domain().endsWith("amazonaws.com")
                        || from.domain().endsWith("amazonses.com"));
    boolean json = amazon && text.stripLeading().startsWith("{");
    return json && text.contains("\"notificationType\"")
        ? new SesNotice(text.replace("!\n ", "").replace("\n", ""))
        : null;
  }

  boolean isBounce() {
    return type.equals("bounce");
  }

  boolean isComplaint() {
    return type.equals("complaint");
  }

  boolean isReceipt() {
    return type.equals("delivery");
  }

  List<Bounce> bounces() {
    var bounces = new ArrayList<Bounce>();
    String list =
        list(isBounce() ? "bouncedRecipients" : isComplaint() ? "complainedRecipients" : "");
    for (int at = list.indexOf('{');
        at >= 0 && bounces.size() < MAX_RECIPIENTS;
        at = list.indexOf('{', at + 1)) {
      int end = list.indexOf('}', at);
      bounces.add(bounce(list.substring(at, end < 0 ? list.length() : end)));
    }
    return bounces;
  }

  private Bounce bounce(String one) {
    String recipient = DeliveryStatus.recipient(value(one, "emailAddress"));
    if (isComplaint()) {
      String kind = value(text, "complaintFeedbackType");
      return new Bounce(recipient, "", BounceReason.COMPLAINT, kind);
    }
    String words = DeliveryStatus.words(value(one, "diagnosticCode"));
    String status = value(one, "status");
    boolean permanent = value(text, "bounceType").equals("Permanent");
    var moment = new BounceReasons.Moment(false, permanent, false, true);
    BounceReason reason = BounceReasons.of(words, status, moment);
    return new Bounce(
        recipient, status, reason.isHard() && !permanent ? BounceReason.OTHER : reason, words);
  }

  /// Of the mail that was sent.
  @Nullable String messageId() {
    int name = text.toLowerCase(Locale.ROOT).indexOf("\"name\":\"message-id\"");
    List<String> ids = name < 0 ? List.of() : MessageIds.read(value(text.substring(name), "value"));
    return ids.isEmpty() ? null : ids.getFirst();
  }

  private String list(String name) {
    int start = name.isEmpty() ? -1 : text.indexOf("\"" + name + "\"");
    int end = start < 0 ? -1 : text.indexOf(']', start);
    return start < 0 ? "" : text.substring(start, end < 0 ? text.length() : end);
  }

  /// The first string of the name; empty where there is none.
  private static String value(String json, String name) {
    int key = json.indexOf("\"" + name + "\"");
    int at = key < 0 ? -1 : json.indexOf(':', key + name.length());
    int open = at < 0 ? -1 : json.indexOf('"', at);
    if (open < 0) {
      return "";
    }
    var value = new StringBuilder();
    for (int i = open + 1; i < json.length() && json.charAt(i) != '"'; i++) {
      char c = json.charAt(i);
      if (c == '\\' && i + 1 < json.length()) {
        i++;
        char escaped = json.charAt(i);
        value.append(Character.isLetter(escaped) ? ' ' : escaped);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
