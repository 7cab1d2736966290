package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The groups of fields of a delivery status (RFC 3464), one for each recipient.
final class DeliveryStatus {

  private static final int MAX_RECIPIENTS = 200;

  private static final Set<String> WELL =
      Set.of("delivered", "relayed", "expanded", "deliverable", "delivers");

  /// What is said of one recipient.
  ///
  /// @param action in lower case, such as `failed`; may be empty
  /// @param words of the server that refused
  /// @param remark of the server that reports
  /// @param category a sorting that some servers add, such as `bad-mailbox`; may be empty
  record Told(
      String recipient,
      String action,
      String status,
      String words,
      String remark,
      String category) {

    boolean isTrouble() {
      return !WELL.contains(action) && (!action.isEmpty() || !status.startsWith("2"));
    }
  }

  private DeliveryStatus() {}

  static boolean isStatus(String type) {
    return type.equals("message/delivery-status")
        || type.equals("message/global-delivery-status")
        || type.equals("message/xdelivery-status");
  }

  /// All groups about a recipient, also where other text stands around them.
  static List<Told> read(String text) {
    var told = new ArrayList<Told>();
    int at = 0;
    while (at < text.length() && told.size() < MAX_RECIPIENTS) {
      var headers = new Headers();
      at = HeaderBlock.read(text, at, headers);
      if (headers.has("final-recipient")
          || headers.has("original-recipient")
          || headers.has("action")) {
        told.add(told(headers));
      }
    }
    return told;
  }

  private static Told told(Headers headers) {
    String original = recipient(headers.first("original-recipient"));
    String recipient =
        original.indexOf('@') > 0 ? original : recipient(headers.first("final-recipient"));
    String status = headers.first("status");
    int comment = status.indexOf('(');
    String remark = comment < 0 ? "" : status.substring(comment);
    return new Told(
        recipient,
        MimeParameters.read(headers.first("action")).value().toLowerCase(Locale.ROOT),
        Smtp.status(status),
        words(headers.first("diagnostic-code")),
        remark,
        headers.first("x-powermta-bouncecategory").toLowerCase(Locale.ROOT));
  }

  /// Of `smtp; 550 No such user`, without the type.
  static String words(String diagnostic) {
    int type = diagnostic.indexOf(';');
    boolean typed = type >= 0 && type < 40 && diagnostic.substring(0, type).indexOf(' ') < 0;
    return typed ? diagnostic.substring(type + 1).strip() : diagnostic;
  }

  /// Of `rfc822; <ann@example.org>`, without type and brackets.
  static String recipient(String field) {
    int type = field.indexOf(';');
    String value = (type < 0 ? field : field.substring(type + 1)).strip();
    int open = value.lastIndexOf('<');
    int close = value.indexOf('>', Math.max(open, 0));
    if (open >= 0) {
      value = value.substring(open + 1, close < 0 ? value.length() : close);
    }
    return Characters.withoutWhitespace(value).equals(value.strip()) ? value.strip() : "";
  }
}
