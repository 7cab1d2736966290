package dev.decorum.mail;

/// The words of an outgoing mail, as text and as HTML: text, signature, quoted mail.
final class OutgoingText {

  private OutgoingText() {}

  static String plain(OutgoingMail mail) {
    var out = new StringBuilder(Lines.normalised(mail.text()).stripTrailing()).append('\n');
    String signature = Lines.normalised(mail.signature()).strip();
    if (!signature.isEmpty()) {
      out.append("\n-- \n").append(signature).append('\n');
    }
    OutgoingMail.Quote quote = mail.quote();
    if (quote != null) {
      out.append('\n').append(HeaderText.clean(quote.attribution())).append('\n');
      Lines.normalised(quote.text())
          .stripTrailing()
          .lines()
          .forEach(
              line ->
                  out.append(line.isEmpty() || line.startsWith(">") ? ">" : "> ")
                      .append(line)
                      .append('\n'));
    }
    return out.toString();
  }

  static String html(OutgoingMail mail) {
    var out =
        new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
    String html = mail.html();
    out.append(html != null ? Characters.wellFormed(html) : paragraphs(mail.text())).append('\n');
    if (!mail.signature().isBlank()) {
      out.append("<div><br>-- <br>\n").append(lines(mail.signature())).append("</div>\n");
    }
    OutgoingMail.Quote quote = mail.quote();
    if (quote != null) {
      out.append("<div><br>")
          .append(HtmlText.escaped(HeaderText.clean(quote.attribution())))
          .append("</div>\n");
      out.append("<blockquote type=\"cite\">\n")
          .append(lines(quote.text()))
          .append("</blockquote>\n");
    }
    return out.append("</body></html>\n").toString();
  }

  private static String paragraphs(String text) {
    return "<div>" + lines(text) + "</div>";
  }

  /// Line ends and indents stay as they were typed.
  private static String lines(String text) {
    var out = new StringBuilder();
    Lines.normalised(text)
        .stripTrailing()
        .lines()
        .forEach(line -> out.append(indented(HtmlText.escaped(line))).append("<br>\n"));
    return out.toString();
  }

  private static String indented(String escaped) {
    int indent = 0;
    while (indent < escaped.length() && escaped.charAt(indent) == ' ') {
      indent++;
    }
    return "&nbsp;".repeat(indent) + escaped.substring(indent).replace("  ", "&nbsp; ");
  }
}
