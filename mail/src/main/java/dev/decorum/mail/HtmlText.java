package dev.decorum.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// HTML mail as plain text, quoted parts marked by `> ` as in a plain mail; with what mail programs
/// leave in it about quotes and signatures.
record HtmlText(String text, List<Hint> hints) {

  /// More is not read: the text that is shown has a quarter of it at most.
  private static final int MAX_INPUT = 2 << 20;

  /// The parser's time grows with the square of the tables within tables.
  private static final int MAX_TABLES = 5_000;

  /// The parser looks through the open elements again and again, so their depth is a factor of its
  /// time.
  private static final int MAX_DEPTH = 100;

  private static final int MAX_OUTPUT = 2 * Content.MAX_TEXT;

  static HtmlText of(String html) {
    var writer = new Writer();
    Jsoup.parse(html.substring(0, readable(html)), "", Parser.htmlParser().setMaxDepth(MAX_DEPTH))
        .body()
        .traverse(writer);
    return writer.finish();
  }

  private static int readable(String html) {
    int end = Math.min(html.length(), MAX_INPUT);
    int tables = 0;
    for (int at = html.indexOf('<'); at >= 0 && at < end; at = html.indexOf('<', at + 1)) {
      if (html.regionMatches(true, at + 1, "table", 0, 5) && ++tables > MAX_TABLES) {
        return at;
      }
    }
    return end;
  }

  static String fromPlain(String text) {
    return "<pre>" + escaped(text) + "</pre>";
  }

  static String escaped(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /// How many attributes in the text may be links.
  static int links(String html) {
    int count = 0;
    for (int at = html.indexOf("href"); at >= 0; at = html.indexOf("href", at + 4)) {
      count++;
    }
    return count;
  }

  /// Of a `meta` element near the beginning.
  static @Nullable String declaredCharset(byte[] html) {
    String head =
        new String(html, 0, Math.min(html.length, 2048), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    int meta = head.indexOf("<meta");
    int at = meta < 0 ? -1 : head.indexOf("charset=", meta);
    if (at < 0) {
      return null;
    }
    int start = at + "charset=".length();
    while (start < head.length()
        && (head.charAt(start) == '"' || head.charAt(start) == '\'' || head.charAt(start) == ' ')) {
      start++;
    }
    int end = start;
    while (end < head.length()
        && (Character.isLetterOrDigit(head.charAt(end)) || "-_:.".indexOf(head.charAt(end)) >= 0)) {
      end++;
    }
    return end == start ? null : head.substring(start, end);
  }

  private static final class Writer implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int quoteDepth;
    private int preDepth;
    private int hidden;
    private int blankLines;
    private final List<Hint> hints = new ArrayList<>();
    private final Map<Element, Integer> open = new IdentityHashMap<>();

    @Override
    public void head(Node node, int depth) {
      MailUnreadable.stopWhenInterrupted();
      if (node instanceof TextNode text && hidden == 0) {
        append(text.getWholeText());
      } else if (node instanceof Element element) {
        open(element);
      }
    }

    private void open(Element element) {
      Hint.Kind kind = Hints.of(element);
      if (kind != null && hidden == 0 && quoteDepth == 0) {
        endBlock();
        open.put(element, out.length());
      }
      switch (element.normalName()) {
        case "style", "script", "title", "head", "template", "noscript", "svg", "math" -> hidden++;
        case "br" -> endLine();
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr" -> {
          endBlock();
          blank();
        }
        case "pre" -> {
          endBlock();
          preDepth++;
        }
        case "li" -> {
          endBlock();
          line.append("- ");
        }
        case "blockquote" -> {
          endBlock();
          if (isQuote(element)) {
            quoteDepth++;
          }
        }
        case "td", "th" -> {
          if (!line.isEmpty()) {
            line.append(' ');
          }
        }
        default -> {
          if (element.isBlock()) {
            endBlock();
          }
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      switch (element.normalName()) {
        case "style", "script", "title", "head", "template", "noscript", "svg", "math" -> hidden--;
        case "br", "td", "th" -> {
          // Done when they opened.
        }
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table" -> {
          endBlock();
          blank();
        }
        case "pre" -> {
          endBlock();
          preDepth--;
        }
        case "blockquote" -> {
          endBlock();
          if (isQuote(element)) {
            quoteDepth--;
          }
        }
        default -> {
          if (element.isBlock()) {
            endBlock();
          }
        }
      }
      Integer start = open.remove(element);
      Hint.Kind kind = start == null ? null : Hints.of(element);
      if (start != null && kind != null) {
        endBlock();
        hints.add(new Hint(kind, start, out.length()));
      }
    }

    /// Some programs indent by a blockquote with a margin and no border.
    private static boolean isQuote(Element element) {
      String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
      return !(style.startsWith("margin:00040px") && style.contains("border:none"));
    }

    private void append(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (preDepth > 0 && c == '\n') {
          endLine();
        } else if (preDepth > 0 && c == '\t') {
          line.append(c);
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00a0') {
          if (preDepth > 0 || (!line.isEmpty() && line.charAt(line.length() - 1) != ' ')) {
            line.append(' ');
          }
        } else if (!Character.isISOControl(c) && c != '\ufeff' && c != '\u200b') {
          line.append(c);
        }
      }
    }

    private void endBlock() {
      if (!line.isEmpty()) {
        endLine();
      }
    }

    /// A paragraph is set off by one empty line.
    private void blank() {
      if (!out.isEmpty() && blankLines == 0) {
        prefix();
        out.append('\n');
        blankLines = 1;
      }
    }

    private void endLine() {
      if (out.length() > MAX_OUTPUT) {
        line.setLength(0);
        return;
      }
      int end = line.length();
      boolean signatureMark = line.toString().equals("-- ");
      while (!signatureMark && end > 0 && line.charAt(end - 1) == ' ') {
        end--;
      }
      if (end == 0) {
        blankLines++;
        if (blankLines > 2) {
          line.setLength(0);
          return;
        }
      } else {
        blankLines = 0;
      }
      prefix();
      if (end > 0 && quoteDepth > 0) {
        out.append(' ');
      }
      out.append(line, 0, end).append('\n');
      line.setLength(0);
    }

    private void prefix() {
      out.repeat('>', Math.min(quoteDepth, 50));
    }

    HtmlText finish() {
      endBlock();
      int start = 0;
      while (start < out.length() && out.charAt(start) == '\n') {
        start++;
      }
      int skipped = start;
      return new HtmlText(
          Characters.wellFormed(out.substring(skipped)),
          hints.stream().map(hint -> hint.shifted(-skipped)).toList());
    }
  }

  /// The marks of widespread mail programs and services.
  private static final class Hints {

    private static final Set<String> SIGNATURE_CLASSES =
        Set.of(
            "gmail_signature",
            "moz-signature",
            "protonmail_signature_block",
            "ms-outlook-mobile-signature",
            "applemailsignature");
    private static final Set<String> ATTRIBUTION_CLASSES =
        Set.of("gmail_attr", "moz-cite-prefix", "moz-email-headers-table");
    private static final Set<String> EARLIER_CLASSES =
        Set.of(
            "yahoo_quoted",
            "protonmail_quote",
            "tutanota_quote",
            "zmail_extra",
            "ms-outlook-mobile-reference-message",
            "gmx_quote");
    private static final Set<String> EARLIER_IDS =
        Set.of(
            "divrplyfwdmsg",
            "appendonsend",
            "olk_src_body_section",
            "stopspelling",
            "mail-editor-reference-message-container");

    static Hint.@Nullable Kind of(Element element) {
      if (element.attributesSize() == 0) {
        return null;
      }
      String id = element.id().toLowerCase(Locale.ROOT);
      if (EARLIER_IDS.contains(id.startsWith("x_") ? id.substring(2) : id)) {
        return Hint.Kind.EARLIER;
      }
      if (id.equals("signature")
          || id.equals("ms-outlook-mobile-signature")
          || id.equals("applemailsignature")) {
        return Hint.Kind.SIGNATURE;
      }
      for (String name : element.classNames()) {
        String className = name.toLowerCase(Locale.ROOT);
        if (SIGNATURE_CLASSES.contains(className)) {
          return Hint.Kind.SIGNATURE;
        }
        if (ATTRIBUTION_CLASSES.contains(className)) {
          return Hint.Kind.ATTRIBUTION;
        }
        if (EARLIER_CLASSES.contains(className) || className.endsWith("yahoo_quoted")) {
          return Hint.Kind.EARLIER;
        }
      }
      String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
      boolean outlookRule =
          style.contains("border-top:solid#e1e1e1") || style.contains("border-top:solid#b5c4df");
      return outlookRule ? Hint.Kind.EARLIER : null;
    }
  }
}
