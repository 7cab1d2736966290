package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisitTests {

  @Test
  void countsANetworkOfVersionSixAsOne() {
    assertThat(Visit.network("2001:db8:1:2:aaaa::1"))
        .isEqualTo(Visit.network("2001:db8:1:2:bbbb::2"))
        .isNotEqualTo(Visit.network("2001:db8:1:3:aaaa::1"));
  }

  @Test
  void countsAnAddressOfVersionFourAsItself() {
    assertThat(Visit.network("192.0.2.7")).isEqualTo("192.0.2.7");
  }
}
