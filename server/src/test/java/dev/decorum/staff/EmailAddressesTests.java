package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTests {

  @Test
  void areEqualHoweverCapitalised() {
    assertThat(EmailAddresses.normal(" Mette.I@Brightwater.EXAMPLE "))
        .isEqualTo("mette.i@brightwater.example");
  }

  @Test
  void areNotEqualForLettersThatOnlyLookAlike() {
    assertThat(EmailAddresses.normal("\u212Aim@x.example"))
        .isNotEqualTo(EmailAddresses.normal("kim@x.example"));
    assertThat(EmailAddresses.normal("ADM\u0130N@x.example"))
        .isNotEqualTo(EmailAddresses.normal("admin@x.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.example", "mette.friis+desk@brightwater.example", "jürgen@köln.example"})
  void arePlausible(String address) {
    assertThat(EmailAddresses.plausible(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mette",
        "@brightwater.example",
        "mette@",
        "mette@brightwater",
        "mette friis@brightwater.example",
        "mette@brightwater.example, jonas@brightwater.example",
        "Mette <mette@brightwater.example>",
        "mette@brightwater.example\nBcc: x@y.example"
      })
  void areNotPlausible(String address) {
    assertThat(EmailAddresses.plausible(address)).isFalse();
  }
}
