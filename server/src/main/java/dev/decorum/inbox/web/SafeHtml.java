package dev.decorum.inbox.web;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.XmlDeclaration;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// The body of an HTML mail with nothing left in it that acts, loads or tracks.
///
/// What comes out is still shown in a sandboxed frame only: the frame is the wall, this is the
/// second one.
///
/// @param html what may be shown
/// @param blockedImages how many images are not loaded from elsewhere
record SafeHtml(String html, int blockedImages) {

  private static final Pattern OWN_IMAGE =
      Pattern.compile("/messages/(images/[A-Za-z0-9_.~-]{1,200}|pictures/[A-Za-z0-9_-]{1,4000})");

  /// More pictures from elsewhere than this are not asked for.
  private static final int MOST_PICTURES = 100;

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "div",
              "span",
              "br",
              "hr",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "b",
              "i",
              "u",
              "em",
              "strong",
              "s",
              "del",
              "ins",
              "sub",
              "sup",
              "small",
              "big",
              "blockquote",
              "pre",
              "code",
              "tt",
              "ul",
              "ol",
              "li",
              "dl",
              "dt",
              "dd",
              "table",
              "thead",
              "tbody",
              "tfoot",
              "tr",
              "td",
              "th",
              "caption",
              "a",
              "img",
              "center",
              "font",
              "abbr",
              "address")
          .allowAttributes("align", "dir", "lang", "title")
          .globally()
          .allowAttributes("valign", "colspan", "rowspan", "width", "height")
          .onElements("td", "th", "tr", "table", "img")
          .allowAttributes("border", "cellpadding", "cellspacing")
          .onElements("table")
          .allowAttributes("start", "type")
          .onElements("ol", "ul", "li")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("src")
          .matching(OWN_IMAGE)
          .onElements("img")
          .allowAttributes("href")
          .onElements("a")
          .allowUrlProtocols("http", "https", "mailto", "tel")
          .allowAttributes("target")
          .matching(true, "_blank")
          .onElements("a")
          .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
          .toFactory();

  /// Cleans `html` as it came in a mail.
  ///
  /// @param inlineImage the address at which an inline image can be fetched, by its content id, or
  ///   null for none
  static SafeHtml of(String html, Function<String, @Nullable String> inlineImage) {
    return of(html, inlineImage, _ -> null);
  }

  /// The same with pictures from elsewhere.
  ///
  /// @param picture our own address of a picture, by the one in the mail, or null for none
  static SafeHtml of(
      String html,
      Function<String, @Nullable String> inlineImage,
      Function<String, @Nullable String> picture) {
    Document document = Jsoup.parse(html);
    document.outputSettings().prettyPrint(false);
    document.select("script, style, noscript, template, svg, math, head, title").remove();
    // Parsers disagree on where these end; what a second parser would read out of them is not ours.
    document.nodeStream().filter(SafeHtml::isAmbiguous).toList().forEach(Node::remove);
    int blocked = 0;
    int shown = 0;
    for (var image : document.select("img")) {
      String source = image.attr("src").strip();
      String own =
          source.regionMatches(true, 0, "cid:", 0, 4)
              ? inlineImage.apply(source.substring(4))
              : null;
      if (own == null && isRemote(source)) {
        if (shown < MOST_PICTURES) own = picture.apply(source);
        if (own == null) blocked++;
        else shown++;
      }
      if (own == null) {
        image.remove();
      } else {
        image.attr("src", own);
      }
    }
    document.select("a[href]").attr("target", "_blank");
    return new SafeHtml(POLICY.sanitize(document.body().html()), blocked);
  }

  private static boolean isAmbiguous(Node node) {
    return node instanceof Comment || node instanceof CDataNode || node instanceof XmlDeclaration;
  }

  private static boolean isRemote(String source) {
    String start = source.toLowerCase(Locale.ROOT);
    return start.startsWith("http:") || start.startsWith("https:") || start.startsWith("//");
  }
}
