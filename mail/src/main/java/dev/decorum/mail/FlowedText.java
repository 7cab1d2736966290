package dev.decorum.mail;

/// Paragraphs of `format=flowed` text (RFC 3676) put together again.
final class FlowedText {

  private FlowedText() {}

  static String unfold(String text, boolean deleteSpace) {
    var out = new StringBuilder(text.length());
    int openDepth = -1;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      boolean last = end < 0;
      if (last) {
        end = text.length();
      }
      int depth = 0;
      int content = start;
      while (content < end && text.charAt(content) == '>') {
        depth++;
        content++;
      }
      if (content < end && text.charAt(content) == ' ') {
        content++;
      }
      boolean separator = end - content == 3 && text.startsWith("-- ", content);
      boolean flows = !separator && end > content && text.charAt(end - 1) == ' ';
      boolean continues = openDepth == depth && !separator;
      if (openDepth >= 0 && !continues) {
        out.append('\n');
      }
      if (!continues) {
        out.repeat('>', depth);
        if (depth > 0) {
          out.append(' ');
        }
      }
      out.append(text, content, flows && deleteSpace ? end - 1 : end);
      openDepth = flows ? depth : -1;
      if (!flows && !last) {
        out.append('\n');
      }
      start = end + 1;
    }
    if (openDepth >= 0 && text.endsWith("\n")) {
      out.append('\n');
    }
    return out.toString();
  }
}
