package dev.decorum.channels;

import dev.decorum.vault.RowIds;

/// Plain mails for tests, with line ends as on the wire.
final class Letters {

  private Letters() {}

  /// @param fields further ones, such as `In-Reply-To: <1@client.example>`
  static String letter(String from, String to, String subject, String text, String... fields) {
    return "From: %s\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s@client.example>\r\n%s\r\n%s"
        .formatted(
            from,
            to,
            subject,
            RowIds.next(),
            fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n",
            text.replace("\n", "\r\n"));
  }
}
