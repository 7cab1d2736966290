package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Raw mails for tests, written line by line.
final class RawMail {

  private RawMail() {}

  /// The lines with CRLF between them, as UTF-8.
  static byte[] of(String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static Message read(String... lines) {
    return MailReader.read(of(lines));
  }

  /// A plain mail whose body is in a charset that its header may or may not name.
  static Message readBody(String contentType, String body, Charset charset) {
    var mail = new ByteArrayOutputStream();
    mail.writeBytes(of("From: ann@client.example", "Content-Type: " + contentType, ""));
    mail.writeBytes(body.getBytes(charset));
    return MailReader.read(mail.toByteArray());
  }

  static Message readText(String text) {
    return readBody("text/plain; charset=utf-8", text, StandardCharsets.UTF_8);
  }

  static Message readHtml(String html) {
    return readBody("text/html; charset=utf-8", html, StandardCharsets.UTF_8);
  }
}
