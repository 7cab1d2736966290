package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann@b.example||ann@b.example",
        "<ann@b.example>||ann@b.example",
        "Ann Lee <ann@b.example>|Ann Lee|ann@b.example",
        "\"Lee, Ann\" <ann@b.example>|Lee, Ann|ann@b.example",
        "\"Ann \\\"A\\\" Lee\" <ann@b.example>|Ann \"A\" Lee|ann@b.example",
        "ann@b.example (Ann Lee)|Ann Lee|ann@b.example",
        "Ann (home) <ann@b.example>|Ann|ann@b.example",
        "=?utf-8?Q?J=C3=B6rg?= <j@b.example>|Jörg|j@b.example",
        "\"=?utf-8?Q?J=C3=B6rg?=\" <j@b.example>|Jörg|j@b.example",
        "=?utf-8?Q?x_=3Cboss=40bank.example=3E=2C?= <j@b.example>|x <boss@bank.example>,|j@b.example",
        "Ann Lee ann@b.example|Ann Lee|ann@b.example",
        "Ann <@relay.example,@two.example:ann@b.example>|Ann|ann@b.example",
        "Ann < ann@b.example |Ann|ann@b.example",
        "ann @ b . example||ann@b.example",
        "\"ann lee\"@b.example||\"annlee\"@b.example",
        "\"unclosed <ann@b.example>|unclosed|ann@b.example",
        "<mailto:ann@b.example>||ann@b.example",
        "MAILER-DAEMON||MAILER-DAEMON",
        "Only A Name|Only A Name|",
      })
  void readsOneAddress(String written, String name, String address) {
    assertThat(Address.parse(written))
        .containsExactly(new Address(name == null ? "" : name, address == null ? "" : address));
  }

  @Test
  void readsListsAndDissolvesGroups() {
    assertThat(
            Address.parse(
                "Team: a@b.example, \"C; D\" <c@b.example>;, , e@b.example; undisclosed-recipients:;"))
        .extracting(Address::address)
        .containsExactly("a@b.example", "c@b.example", "e@b.example");
  }

  @Test
  void comparesWithoutCaseInEveryLocale() {
    assertThat(new Address("", "INFO@Example.COM").normalised()).isEqualTo("info@example.com");
    assertThat(new Address("", "INFO@Example.COM").domain()).isEqualTo("example.com");
    assertThat(new Address("", "nobody").domain()).isEmpty();
  }

  @Test
  void namesAreOneCleanLine() {
    assertThat(new Address("Ann\r\nBcc: x\u202e", "a@b.example").name()).isEqualTo("Ann Bcc: x");
  }
}
