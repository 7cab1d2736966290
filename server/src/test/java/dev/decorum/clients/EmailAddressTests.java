package dev.decorum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

  @ParameterizedTest
  @CsvSource({
    "Amara.Okafor@StBrannock.EXAMPLE, amara.okafor@stbrannock.example",
    "info@bücher.example, info@xn--bcher-kva.example",
    "INFO@BÜCHER.example, info@xn--bcher-kva.example",
    "info@xn--bcher-kva.example, info@xn--bcher-kva.example"
  })
  void isOneHoweverItIsWritten(String written, String normalised) {
    assertThat(EmailAddress.parse(written)).map(EmailAddress::normalised).contains(normalised);
  }

  @ParameterizedTest
  @CsvSource({
    // A plus, dots and other scripts' case tell people apart
    "amara+lift@x.example, amara@x.example",
    "a.mara@x.example, amara@x.example",
    "mark@x.example, mar\u212a@x.example",
    "josé@x.example, jose@x.example",
    // IDNA 2003 would make one of these two
    "info@straße.example, info@strasse.example"
  })
  void isAnotherWhereOnlyTheLookIsAlike(String one, String other) {
    assertThat(normalised(one)).isNotEqualTo(normalised(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "@x.example",
        "x@",
        "x@.example",
        "x@a..example",
        "a b@x.example",
        "a\n@x.example",
        "a\u202eb@x.example",
        "a@b@x.example",
        "<a@x.example>",
        "a,b@x.example",
        "a@x.example>"
      })
  void isNotEverythingWithAnAtSign(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void mayBeQuotedOrNumeric() {
    assertThat(EmailAddress.parse(" \"amara okafor\"@x.example ")).isPresent();
    assertThat(EmailAddress.parse("a@[192.0.2.1]")).isPresent();
  }

  private static String normalised(String address) {
    return EmailAddress.parse(address).orElseThrow().normalised();
  }
}
