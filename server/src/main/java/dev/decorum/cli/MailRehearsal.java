package dev.decorum.cli;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Brings a node mails as another mail server would, one after another.
final class MailRehearsal {

  private static final String MAIL =
      """
      From: Sender %1$d <sender%1$d@client.example>
      To: <%3$s>
      Subject: The lift has stopped again, %2$d
      Message-ID: <%2$d@client.example>
      References: <%4$d@client.example>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=frontier

      --frontier
      Content-Type: text/plain; charset=utf-8

      Good morning, the lift of house %1$d stopped between two floors last night.
      When will somebody come to repair it?

      On Monday you wrote:
      > It was repaired %2$d times.
      --frontier
      Content-Type: application/pdf; name=photo.pdf
      Content-Transfer-Encoding: base64

      JVBERi0xLjcK
      --frontier--
      .
      """;

  private MailRehearsal() {}

  /// @param mailbox the address they are written to
  static void send(int port, String mailbox, int mails) throws IOException {
    try (var node = new Socket(InetAddress.getLoopbackAddress(), port);
        var answers =
            new BufferedReader(
                new InputStreamReader(node.getInputStream(), StandardCharsets.US_ASCII))) {
      var out = node.getOutputStream();
      hear(answers);
      say(out, answers, "EHLO client.example\n");
      for (int no = 0; no < mails; no++) {
        say(out, answers, "MAIL FROM:<sender@client.example>\n");
        say(out, answers, "RCPT TO:<" + mailbox + ">\n");
        say(out, answers, "DATA\n");
        say(out, answers, MAIL.formatted(no / 5, no, mailbox, no - 1));
      }
    }
  }

  private static void say(OutputStream out, BufferedReader answers, String lines)
      throws IOException {
    out.write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    hear(answers);
  }

  /// An answer of one line or several: the last has a space behind its number.
  private static void hear(BufferedReader answers) throws IOException {
    String line;
    do {
      line = answers.readLine();
      if (line == null) throw new EOFException("The node hung up");
    } while (line.startsWith("-", 3));
  }
}
