package dev.decorum.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class SafeDownloadTests {

  @Test
  void handsOutAnythingAsADownloadWithoutPower() {
    var headers = SafeDownload.of(file("invoice.html"));

    assertThat(headers.getFirst("Content-Disposition"))
        .isEqualTo("attachment; filename=\"invoice.html\"; filename*=UTF-8''invoice.html");
    assertThat(headers.getFirst("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(headers.getFirst("Content-Length")).isEqualTo("42");
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getFirst("Content-Security-Policy"))
        .isEqualTo("sandbox; default-src 'none'");
    assertThat(headers.getFirst("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(headers.getFirst("Cache-Control")).isEqualTo("private, no-store");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rechnung Müller.pdf | Rechnung Muller.pdf | Rechnung%20M%C3%BCller.pdf
          見積書.pdf           | ___.pdf             | %E8%A6%8B%E7%A9%8D%E6%9B%B8.pdf
          a"b;c.txt           | a_b;c.txt           | a%22b%3Bc.txt
          ../../etc/passwd    | .._.._etc_passwd    | ..%2F..%2Fetc%2Fpasswd
          100%41.txt          | 100_41.txt          | 100%2541.txt
          """)
  void namesTheFileInAsciiAndInFull(String name, String plain, String encoded) {
    assertThat(SafeDownload.of(file(name)).getFirst("Content-Disposition"))
        .isEqualTo("attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, encoded));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\r\nSet-Cookie: x=1", "a\u0000b", "a\u0085b", "a\u2028b", "\u202Egpj.exe"})
  void letsNoNameBreakOutOfItsHeader(String name) {
    assertThat(SafeDownload.of(file(name)).getFirst("Content-Disposition"))
        .matches("[\\x20-\\x7e]+");
  }

  @Test
  void showsOnlyPictures() {
    assertThat(
            SafeDownload.ofReencodedImage("x.png", MediaType.IMAGE_PNG)
                .getFirst("Content-Disposition"))
        .startsWith("inline;");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SafeDownload.ofReencodedImage("x.svg", MediaType.parseMediaType("image/svg+xml")));
  }

  private static FileInfo file(String name) {
    return new FileInfo(new FileId(UUID.randomUUID()), name, "text/html", 42);
  }
}
