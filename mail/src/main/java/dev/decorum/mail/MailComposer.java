package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts an [OutgoingMail] into the bytes of a well-formed mail.
///
/// Text with its HTML twin, inline images beside the HTML, attachments after both. ASCII only, save
/// for addresses that are not.
public final class MailComposer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.US);
  private static final int MAX_REFERENCES = 20;
  private static final int HEADERS = 16 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private MailComposer() {}

  /// @throws UnsendableAddress when an address cannot be written down safely
  /// @throws IllegalArgumentException when the message id is none
  public static ComposedMail compose(OutgoingMail mail) {
    if (!MessageIds.isId(mail.messageId()) || mail.messageId().indexOf('@') < 1) {
      throw new IllegalArgumentException("The message id is not one.");
    }
    SendableAddress from = SendableAddress.of(mail.from());
    List<SendableAddress> replyTo = sendable(mail.replyTo());
    List<SendableAddress> to = sendable(mail.to());
    List<SendableAddress> cc = sendable(mail.cc());
    List<SendableAddress> bcc = sendable(mail.bcc());

    var header = new HeaderWriter();
    header.value("Date", DATE.format(mail.date()), List.of());
    addresses(header, "From", List.of(from));
    addresses(header, "Reply-To", replyTo);
    if (to.isEmpty() && cc.isEmpty()) {
      header.value("To", "undisclosed-recipients:;", List.of());
    }
    addresses(header, "To", to);
    addresses(header, "Cc", cc);
    header.text("Subject", mail.subject());
    header.items("Message-ID", List.of("<" + mail.messageId() + ">"), "");
    thread(header, mail);
    if (mail.autoSubmitted() != null) {
      header.value("Auto-Submitted", mail.autoSubmitted().value, List.of());
      header.value("X-Auto-Response-Suppress", "All", List.of());
    }
    unsubscribe(header, mail.unsubscribe());
    header.value("MIME-Version", "1.0", List.of());

    Piece body = body(mail);
    // Grown step by step, a large mail would take three times its size for a moment.
    var out = new ByteArrayOutputStream(body.size() + HEADERS);
    out.writeBytes(header.bytes());
    body.writeTo(out);
    List<SendableAddress> recipients = Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    boolean utf8 =
        Stream.of(List.of(from), replyTo, recipients)
            .flatMap(List::stream)
            .anyMatch(SendableAddress::needsSmtpUtf8);
    return new ComposedMail(out.toByteArray(), mail.messageId(), distinct(recipients), utf8);
  }

  /// The recipients of an envelope for these addresses, each once, in the order of
  /// [ComposedMail#recipients()].
  ///
  /// @throws UnsendableAddress where one of them cannot stand in a mail
  public static List<String> recipients(List<Address> addresses) {
    return distinct(sendable(addresses));
  }

  private static List<SendableAddress> sendable(List<Address> addresses) {
    return addresses.stream().map(SendableAddress::of).toList();
  }

  private static List<String> distinct(List<SendableAddress> recipients) {
    var byNormalised = new LinkedHashMap<String, String>();
    recipients.forEach(
        recipient ->
            byNormalised.putIfAbsent(
                recipient.address().toLowerCase(Locale.ROOT), recipient.address()));
    return List.copyOf(byNormalised.values());
  }

  private static void addresses(HeaderWriter header, String name, List<SendableAddress> addresses) {
    if (!addresses.isEmpty()) {
      header.items(name, addresses.stream().map(SendableAddress::header).toList(), ",");
    }
  }

  /// A click without questions is promised only where nobody on the way can make it (RFC 8058,
  /// 3.1).
  private static void unsubscribe(HeaderWriter header, @Nullable URI address) {
    if (address == null) {
      return;
    }
    header.items("List-Unsubscribe", List.of("<" + address.toASCIIString() + ">"), "");
    if ("https".equalsIgnoreCase(address.getScheme())) {
      header.value("List-Unsubscribe-Post", "List-Unsubscribe=One-Click", List.of());
    }
  }

  /// The first reference names the thread, the last ones are what programs look for.
  private static void thread(HeaderWriter header, OutgoingMail mail) {
    String answered = mail.inReplyTo();
    var references =
        new ArrayList<>(mail.references().stream().filter(MessageIds::isId).distinct().toList());
    if (answered != null && MessageIds.isId(answered)) {
      header.items("In-Reply-To", List.of("<" + answered + ">"), "");
      references.remove(answered);
      references.add(answered);
    }
    if (references.size() > MAX_REFERENCES) {
      references.subList(1, references.size() - MAX_REFERENCES + 1).clear();
    }
    if (!references.isEmpty()) {
      header.items("References", references.stream().map(id -> "<" + id + ">").toList(), "");
    }
  }

  private static Piece body(OutgoingMail mail) {
    Piece text = Piece.text("text/plain", OutgoingText.plain(mail));
    Piece html = Piece.text("text/html", OutgoingText.html(mail));
    List<Piece> inline =
        mail.attachments().stream().filter(MailComposer::isInline).map(Piece::file).toList();
    List<Piece> files =
        mail.attachments().stream().filter(part -> !isInline(part)).map(Piece::file).toList();
    Piece twin = inline.isEmpty() ? html : Piece.multipart("related", first(html, inline));
    Piece alternative = Piece.multipart("alternative", List.of(text, twin));
    return files.isEmpty() ? alternative : Piece.multipart("mixed", first(alternative, files));
  }

  private static boolean isInline(Part part) {
    return part.inline() && part.contentId() != null;
  }

  private static List<Piece> first(Piece piece, List<Piece> others) {
    return Stream.concat(Stream.of(piece), others.stream()).toList();
  }

  /// A part on its way into bytes: its header and what stands under it.
  private record Piece(
      HeaderWriter header, byte @Nullable [] body, String boundary, List<Piece> children) {

    static Piece text(String type, String text) {
      BodyWriter.Encoded encoded = BodyWriter.text(text);
      return leaf(type, List.of("charset=utf-8"), encoded, new HeaderWriter());
    }

    static Piece file(Part part) {
      var header = new HeaderWriter();
      header.value(
          "Content-Disposition",
          isInline(part) ? "inline" : "attachment",
          HeaderWriter.fileName("filename", part.name()));
      String id = part.contentId();
      if (id != null && MessageIds.isId(id)) {
        header.items("Content-ID", List.of("<" + id + ">"), "");
      }
      // Mails and multiparts must not be encoded, so they travel as plain octets.
      boolean composite =
          part.type().startsWith("message/") || part.type().startsWith("multipart/");
      return leaf(
          composite ? MediaTypes.UNKNOWN : part.type(),
          List.of(),
          BodyWriter.base64(part.bytes()),
          header);
    }

    private static Piece leaf(
        String type, List<String> parameters, BodyWriter.Encoded encoded, HeaderWriter header) {
      header.value("Content-Type", type, parameters);
      header.value("Content-Transfer-Encoding", encoded.encoding(), List.of());
      return new Piece(header, encoded.body(), "", List.of());
    }

    static Piece multipart(String kind, List<Piece> children) {
      byte[] random = new byte[16];
      RANDOM.nextBytes(random);
      // "=_" occurs in no encoded body.
      String boundary = "=_" + HexFormat.of().formatHex(random);
      var header = new HeaderWriter();
      header.value("Content-Type", "multipart/" + kind, List.of("boundary=\"" + boundary + "\""));
      return new Piece(header, null, boundary, children);
    }

    /// Of the bodies, near enough.
    int size() {
      return (body == null ? 0 : body.length) + children.stream().mapToInt(Piece::size).sum();
    }

    void writeTo(ByteArrayOutputStream out) {
      out.writeBytes(header.bytes());
      line(out, "");
      if (body != null) {
        out.writeBytes(body);
        return;
      }
      for (Piece child : children) {
        line(out, "--" + boundary);
        child.writeTo(out);
      }
      line(out, "--" + boundary + "--");
    }

    private static void line(ByteArrayOutputStream out, String line) {
      out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
