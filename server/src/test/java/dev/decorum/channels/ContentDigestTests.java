package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentDigestTests {

  private static final String MAIL = "From: ann@client.example\r\nSubject: Hello\r\n\r\nHi\r\n";

  @Test
  void leavesOutWhatServersAddOnTheWay() throws IOException {
    assertThat(digest("Received: from a\r\n\tby b;\r\n Sat\r\nReturn-Path: <x@y>\r\n" + MAIL))
        .isEqualTo(digest(MAIL));
    assertThat(
            digest("X-Spam-Score: 3\r\nDELIVERED-TO: me\r\nAuthentication-Results: x\r\n" + MAIL))
        .isEqualTo(digest(MAIL));
    assertThat(digest(MAIL.replace("Subject", "Received: once more\r\nSubject")))
        .isEqualTo(digest(MAIL));
  }

  @Test
  void doesNotMindHowLinesEnd() throws IOException {
    assertThat(digest(MAIL.replace("\r\n", "\n"))).isEqualTo(digest(MAIL));
  }

  @Test
  void tellsMailsApartThatShareAMessageId() throws IOException {
    assertThat(digest("Message-ID: <1@x>\r\n" + MAIL))
        .isNotEqualTo(digest("Message-ID: <1@x>\r\n" + MAIL.replace("Hi", "Ho")))
        .isNotEqualTo(digest(MAIL));
  }

  @Test
  void takesFieldsOnlyFromTheHeader() throws IOException {
    assertThat(digest(MAIL + "Received: is a word\r\n")).isNotEqualTo(digest(MAIL));
    assertThat(digest("Subject: a\r\n\r\nb")).isNotEqualTo(digest("Subject: a\r\n\r\nc"));
  }

  @Test
  void readsWhatIsHardlyAMail() throws IOException {
    assertThat(digest("")).isNotEqualTo(digest("x")).isNotEqualTo(digest("\r\n"));
    assertThat(digest("no field\r\nReceived: x\r\n")).isEqualTo(digest("no field\r\n"));
    assertThat(digest("x".repeat(100_000) + ":")).isNotEqualTo(digest("x".repeat(100_001) + ":"));
    assertThat(digest(" continues nothing\r\n")).isNotEqualTo(digest(" continued\r\n"));
  }

  private static byte[] digest(String mail) throws IOException {
    return ContentDigest.of(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
  }
}
