package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class UiTests {

  private static final Instant NOW = Instant.parse("2026-11-24T11:32:00Z");

  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/inbox/mine");
  private final Ui ui =
      new Ui(
          request,
          new Words().messageSource(),
          new Assets(),
          new Sections(
              new StaticListableBeanFactory().getBeanProvider(RequestMappingHandlerMapping.class)),
          List.of(),
          Clock.fixed(NOW, ZoneOffset.UTC),
          null,
          "Brightwater",
          ZoneId.of("Europe/Berlin"),
          null);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-24T11:31:40Z | just now",
        "2026-11-24T10:54:00Z | 38 min ago",
        "2026-11-24T12:10:00Z | in 38 min",
        "2026-11-24T08:30:00Z | 3 h ago",
        "2026-11-20T19:05:00Z | 20 Nov, 20:05",
        "2025-06-01T08:00:00Z | 1 Jun 2025"
      })
  void timesAreRelativeWithinADayAndDatesBeyond(Instant at, String text) {
    assertThat(ui.moment(at).text()).isEqualTo(text);
  }

  @Test
  void aTimeNamesItsZone() {
    assertThat(ui.moment(NOW).datetime()).isEqualTo("2026-11-24T11:32:00Z");
    assertThat(ui.moment(NOW).title())
        .isEqualTo("Tuesday 24 November 2026, 12:32 (Central European Time)");
    assertThat(ui.clock(NOW)).isEqualTo("12:32");
  }

  @Test
  void daysAreNamedInTheReadersZone() {
    assertThat(ui.day(NOW)).isEqualTo("Today");
    assertThat(ui.day(Instant.parse("2026-11-23T22:30:00Z"))).isEqualTo("Yesterday");
    assertThat(ui.day(Instant.parse("2026-11-23T23:30:00Z"))).isEqualTo("Today");
    assertThat(ui.day(Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo("Friday 20 November");
  }

  @ParameterizedTest
  @CsvSource({
    "Dr. Amara Okafor, AO",
    "Camille Lefèvre, CL",
    "منى الراشد, ما",
    "ellen, E",
    "a.okafor@example.org, AE",
    "' ', ?"
  })
  void initialsStandForAName(String name, String initials) {
    assertThat(ui.initials(name)).isEqualTo(initials);
  }

  @Test
  void theSamePersonHasTheSameHue() {
    var id = UUID.fromString("019ab3c4-0000-7000-8000-000000000001");

    assertThat(ui.hue(id)).isEqualTo(ui.hue(UUID.fromString(id.toString()))).matches("hue-\\d+");
  }

  @Test
  void onlyKnownThemesReachThePage() {
    assertThat(ui.theme()).isNull();

    request.setCookies(new jakarta.servlet.http.Cookie("theme", "dark"));
    assertThat(ui.theme()).isEqualTo("dark");

    request.setCookies(new jakarta.servlet.http.Cookie("theme", "\"><script>"));
    assertThat(ui.theme()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/inbox/mine?sort=newest", "/c/4821#m7"})
  void addressesOfThisInstallationAreLocal(String address) {
    assertThat(Paths.isLocal(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example", "https://evil.example", "/\\evil.example", "x", "", "/a b"})
  void addressesElsewhereAreNot(String address) {
    assertThat(Paths.isLocal(address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.20.30.40, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.8, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, 10.0.0.1, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "10.0.0.0/8, example.org, false"
  })
  void aNetworkKnowsItsAddresses(String network, String address, boolean inside) {
    assertThat(Network.parse(network).contains(address)).isEqualTo(inside);
  }
}
