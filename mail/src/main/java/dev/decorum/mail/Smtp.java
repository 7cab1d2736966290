package dev.decorum.mail;

/// Finds the codes of SMTP and of RFC 3463 in the words of a server.
final class Smtp {

  private Smtp() {}

  /// The reply code that the text begins with, or 0.
  static int replyCode(String text) {
    if (text.length() < 3 || !isReply(text, 0)) {
      return 0;
    }
    return Integer.parseInt(text.substring(0, 3));
  }

  /// The first reply code of a refusal anywhere in the text, or 0.
  static int anyReplyCode(String text) {
    int at = replyAt(text);
    return at == 0 ? replyCode(text) : replyCode(text.substring(at));
  }

  /// Where the first reply code of a refusal stands; 0 where there is none.
  static int replyAt(String text) {
    for (int i = 0; i + 3 <= text.length(); i++) {
      if (isReply(text, i) && (i == 0 || !isPartOfNumber(text.charAt(i - 1)))) {
        return i;
      }
    }
    return 0;
  }

  private static boolean isReply(String text, int at) {
    return (text.charAt(at) == '4' || text.charAt(at) == '5')
        && text.charAt(at + 1) >= '0'
        && text.charAt(at + 1) <= '7'
        && isDigit(text.charAt(at + 2))
        && (at + 3 == text.length() || " -\t:".indexOf(text.charAt(at + 3)) >= 0);
  }

  /// The first code such as `5.1.1` in the text that tells more than its class, else the first;
  /// empty where there is none.
  static String status(String text) {
    String general = "";
    for (int i = 0; i + 5 <= text.length(); i++) {
      char first = text.charAt(i);
      if ((first == '2' || first == '4' || first == '5')
          && text.charAt(i + 1) == '.'
          && (i == 0 || !isPartOfNumber(text.charAt(i - 1)))) {
        int end = end(text, i);
        if (end > 0) {
          String code = text.substring(i, end);
          if (!isGeneral(code)) {
            return code;
          }
          general = general.isEmpty() ? code : general;
        }
      }
    }
    return general;
  }

  /// Tells no more than that it failed.
  static boolean isGeneral(String status) {
    return status.isEmpty() || status.endsWith(".0.0");
  }

  private static int end(String text, int start) {
    int at = start + 2;
    int subject = digits(text, at);
    if (subject == at || subject - at > 3 || subject >= text.length()) {
      return -1;
    }
    int detail = subject + 1;
    int end = digits(text, detail);
    boolean code =
        text.charAt(subject) == '.'
            && end > detail
            && end - detail <= 3
            && (end == text.length() || !isPartOfNumber(text.charAt(end)) || isFullStop(text, end));
    return code ? end : -1;
  }

  private static boolean isFullStop(String text, int at) {
    return text.charAt(at) == '.'
        && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)));
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPartOfNumber(char c) {
    return Character.isLetterOrDigit(c) || c == '.';
  }
}
