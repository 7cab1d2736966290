package dev.decorum.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a mail is text, what is HTML and what is a file.
///
/// Follows the way of RFC 8621, 4.1.4, which sorts the parts as people's programs show them.
record Content(
    String text,
    @Nullable String html,
    List<Zone> zones,
    List<Part> attachments,
    Set<Notice> notices) {

  static final int MAX_TEXT = 1 << 20;
  static final int MAX_HTML = 5 << 20;
  private static final int MAX_LINKS = 20_000;

  static Content of(Entity root) {
    var sorting = new Sorting();
    sorting.sort(List.of(root), "mixed", false);
    return sorting.content();
  }

  /// The text of a part, of which at most `limit` bytes are read.
  static String decoded(Entity part, int limit) {
    byte[] bytes = part.bytes.length > limit ? Arrays.copyOf(part.bytes, limit) : part.bytes;
    String charset = part.contentType.get("charset");
    if (charset == null && part.type.equals("text/html")) {
      charset = HtmlText.declaredCharset(bytes);
    }
    return Characters.wellFormed(Charsets.decode(bytes, charset));
  }

  private static final class Sorting {
    private final List<Entity> textBody = new ArrayList<>();
    private final List<Entity> htmlBody = new ArrayList<>();
    private final List<Entity> files = new ArrayList<>();

    /// Texts in an unusual form, shown where there is no other.
    private final List<Entity> others = new ArrayList<>();

    private final Set<Notice> notices = EnumSet.noneOf(Notice.class);

    void sort(List<Entity> parts, String multipart, boolean inAlternative) {
      sort(parts, multipart, inAlternative, true, true);
    }

    private void sort(
        List<Entity> parts,
        String multipart,
        boolean inAlternative,
        boolean toText,
        boolean toHtml) {
      int textBefore = textBody.size();
      int htmlBefore = htmlBody.size();
      boolean wantsText = toText;
      boolean wantsHtml = toHtml;
      for (int i = 0; i < parts.size(); i++) {
        Entity part = parts.get(i);
        MailUnreadable.stopWhenInterrupted();
        if (Tnef.isTnef(part)) {
          unpack(part);
        } else if (part.isMultipart()) {
          String kind = part.type.substring("multipart/".length());
          sort(
              part.children,
              kind,
              inAlternative || kind.equals("alternative"),
              wantsText,
              wantsHtml);
        } else if (!isBody(part, i, multipart)) {
          files.add(part);
        } else if (multipart.equals("alternative")) {
          (part.type.equals("text/plain") ? textBody : htmlBody).add(part);
        } else {
          if (inAlternative) {
            // Within an alternative a part is for the one or the other reader.
            wantsText &= part.type.equals("text/plain");
            wantsHtml &= part.type.equals("text/html");
          }
          if (wantsText) {
            textBody.add(part);
          }
          if (wantsHtml) {
            htmlBody.add(part);
          }
        }
      }
      if (multipart.equals("alternative") && toText && toHtml) {
        // Only one of the two was offered: it serves both.
        if (textBefore == textBody.size() && htmlBefore != htmlBody.size()) {
          textBody.addAll(htmlBody.subList(htmlBefore, htmlBody.size()));
        }
        if (htmlBefore == htmlBody.size() && textBefore != textBody.size()) {
          htmlBody.addAll(textBody.subList(textBefore, textBody.size()));
        }
      }
    }

    /// Outlook's own wrapping: its files stand beside the others.
    private void unpack(Entity part) {
      Tnef tnef = Tnef.read(part.bytes);
      if (tnef == null) {
        files.add(part);
        return;
      }
      tnef.files().stream()
          .map(file -> Entity.file(file.name(), file.type(), file.contentId(), file.bytes()))
          .forEach(files::add);
      String html = tnef.html();
      String plain = tnef.plain();
      if (html != null) {
        others.add(Entity.text("text/html", html));
      } else if (plain != null) {
        others.add(Entity.text("text/plain", plain));
      } else if (tnef.files().isEmpty()) {
        files.add(part);
      }
    }

    private static boolean isBody(Entity part, int index, String multipart) {
      if (!part.isText() || part.isAttachment()) {
        return false;
      }
      return index == 0 || (!multipart.equals("related") && part.claimedName().isEmpty());
    }

    Content content() {
      takeOutFiles();
      Shown shown = text();
      String html = html();
      List<Part> attachments = files.stream().map(Sorting::part).toList();
      return new Content(shown.text(), html, shown.zones(), attachments, notices);
    }

    private record Shown(String text, List<Zone> zones) {}

    /// Files that stand in the text.
    private void takeOutFiles() {
      for (int i = 0; i < textBody.size(); i++) {
        Entity part = textBody.get(i);
        if (part.type.equals("text/plain") && Uuencoded.mayBeIn(part.bytes)) {
          Uuencoded found = Uuencoded.in(new String(part.bytes, StandardCharsets.ISO_8859_1));
          found.files().stream()
              .map(file -> Entity.file(file.name(), MediaTypes.UNKNOWN, null, file.bytes()))
              .forEach(files::add);
          if (!found.files().isEmpty()) {
            part.bytes = found.text().getBytes(StandardCharsets.ISO_8859_1);
          }
        }
      }
    }

    /// The text parts; where they say nothing, what else can be read.
    private Shown text() {
      Shown shown = text(textBody);
      if (!shown.text().isBlank()) {
        return shown;
      }
      if (!textBody.containsAll(htmlBody)) {
        shown = text(htmlBody);
      }
      if (shown.text().isBlank() && !others.isEmpty()) {
        others.stream().filter(part -> part.type.equals("text/html")).forEach(htmlBody::add);
        shown = text(others);
      }
      if (shown.text().isBlank()) {
        shown = text(calendars());
      }
      return shown;
    }

    private List<Entity> calendars() {
      return files.stream()
          .filter(part -> part.type.equals("text/calendar"))
          .limit(1)
          .map(part -> CalendarText.of(decoded(part, MAX_TEXT)))
          .map(text -> Entity.text("text/plain", text))
          .toList();
    }

    private Shown text(List<Entity> parts) {
      var text = new StringBuilder();
      var hints = new ArrayList<Hint>();
      for (Entity part : parts) {
        MailUnreadable.stopWhenInterrupted();
        HtmlText decoded =
            part.type.equals("text/html")
                ? HtmlText.of(decoded(part, MAX_HTML))
                : new HtmlText(plain(part), List.of());
        if (!text.isEmpty() && !decoded.text().isEmpty()) {
          text.append(text.charAt(text.length() - 1) == '\n' ? "\n" : "\n\n");
        }
        int offset = text.length();
        decoded.hints().forEach(hint -> hints.add(hint.shifted(offset)));
        text.append(decoded.text());
        if (text.length() > MAX_TEXT) {
          text.setLength(cut(text, MAX_TEXT));
          notices.add(Notice.TEXT_CUT);
          files.add(part);
          break;
        }
      }
      String all = text.toString();
      return new Shown(all, Zoner.zones(all, hints));
    }

    private static int cut(StringBuilder text, int length) {
      return Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    private static String plain(Entity part) {
      String text = Lines.normalised(decoded(part, 4 * MAX_TEXT));
      return part.contentType.get("format", "").equalsIgnoreCase("flowed")
          ? FlowedText.unfold(text, part.contentType.get("delsp", "").equalsIgnoreCase("yes"))
          : text;
    }

    private @Nullable String html() {
      if (htmlBody.stream().noneMatch(part -> part.type.equals("text/html"))) {
        return null;
      }
      var html = new StringBuilder();
      for (Entity part : htmlBody) {
        boolean isHtml = part.type.equals("text/html");
        if (isHtml && part.bytes.length > MAX_HTML) {
          return tooLarge();
        }
        String decoded = decoded(part, MAX_HTML);
        if (!isHtml && decoded.isBlank()) {
          continue;
        }
        html.append(isHtml ? decoded : HtmlText.fromPlain(Lines.normalised(decoded)));
        if (html.length() > MAX_HTML || (isHtml && HtmlText.links(decoded) > MAX_LINKS)) {
          return tooLarge();
        }
      }
      return html.toString().replace("\r\n", "\n");
    }

    private @Nullable String tooLarge() {
      notices.add(Notice.HTML_LEFT_OUT);
      htmlBody.stream()
          .filter(part -> part.type.equals("text/html") && !files.contains(part))
          .forEach(files::add);
      return null;
    }

    private static Part part(Entity entity) {
      List<String> ids = MessageIds.read(entity.headers.first("content-id"));
      String bare = Characters.withoutWhitespace(entity.headers.first("content-id"));
      String id = !ids.isEmpty() ? ids.getFirst() : MessageIds.isId(bare) ? bare : null;
      boolean inline = id != null && !entity.isAttachment() && entity.type.startsWith("image/");
      return new Part(entity.claimedName(), entity.type, id, inline, entity.bytes);
    }
  }
}
