package dev.decorum.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpfTests {

  /// The examples of RFC 7208, appendix A.
  private final Zone zone =
      new Zone()
          .mail("example.com", "mail-a.example.com", "mail-b.example.com")
          .address("example.com", "192.0.2.10", "192.0.2.11")
          .address("amy.example.com", "192.0.2.65")
          .address("bob.example.com", "192.0.2.66")
          .address("mail-a.example.com", "192.0.2.129")
          .address("mail-b.example.com", "192.0.2.130")
          .mail("example.org", "mail-c.example.org")
          .address("mail-c.example.org", "192.0.2.140")
          .name("192.0.2.10", "example.com")
          .name("192.0.2.11", "example.com")
          .name("192.0.2.65", "amy.example.com")
          .name("192.0.2.66", "bob.example.com")
          .name("192.0.2.140", "mail-c.example.org")
          .name("10.0.0.4", "bob.example.com");

  private SpfResult check(String record, String client) {
    return new Spf(
            zone.text("example.com", record),
            InetAddress.ofLiteral(client),
            "strong-bad@example.com",
            "mail.example.com")
        .result();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=spf1 +all|192.0.2.129|PASS",
        "v=spf1 a -all|192.0.2.10|PASS",
        "v=spf1 a -all|192.0.2.12|FAIL",
        "v=spf1 a:example.org -all|192.0.2.10|FAIL",
        "v=spf1 mx -all|192.0.2.129|PASS",
        "v=spf1 mx:example.org -all|192.0.2.140|PASS",
        "v=spf1 mx mx:example.org -all|192.0.2.140|PASS",
        "v=spf1 mx/30 mx:example.org/30 -all|192.0.2.131|PASS",
        "v=spf1 ptr -all|192.0.2.10|PASS",
        "v=spf1 ptr -all|192.0.2.65|PASS",
        "v=spf1 ptr -all|192.0.2.140|FAIL",
        "v=spf1 ptr -all|10.0.0.4|FAIL",
        "v=spf1 ip4:192.0.2.128/28 -all|192.0.2.129|PASS",
        "v=spf1 ip4:192.0.2.128/28 -all|192.0.2.65|FAIL",
        "v=spf1 ip6:2001:db8::/32 ~all|2001:db8::1|PASS",
        "v=spf1 ip6:2001:db8::/32 ~all|2001:db9::1|SOFT_FAIL",
        "v=spf1 ?all|192.0.2.1|NEUTRAL",
        "v=spf1|192.0.2.1|NEUTRAL",
        "V=SPF1 -ALL|192.0.2.1|FAIL",
        "v=spf10 -all|192.0.2.1|NONE",
        "some text|192.0.2.1|NONE",
        "v=spf1 x=%{i} -all|192.0.2.1|FAIL"
      })
  void followsTheMechanisms(String record, String client, SpfResult result) {
    assertThat(check(record, client)).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 foo -all",
        "v=spf1 ip4:1.2.3 -all",
        "v=spf1 ip4:1.2.3.4/33 -all",
        "v=spf1 ip4:1.2.3.4/032 -all",
        "v=spf1 a: -all",
        "v=spf1 all:example.org",
        "v=spf1 include -all",
        "v=spf1 a:%{x}.example.org",
        "v=spf1 redirect=a.example redirect=b.example",
        "v=spf1 include:nothing.example -all",
        "v=spf1 redirect=nothing.example"
      })
  void whatCannotBeUnderstoodIsAnErrorOfTheDomain(String record) {
    assertThat(check(record, "192.0.2.200")).isEqualTo(SpfResult.PERMANENT_ERROR);
  }

  @Test
  void anErrorBehindAMatchIsFoundToo() {
    assertThat(check("v=spf1 +all foo", "192.0.2.1")).isEqualTo(SpfResult.PERMANENT_ERROR);
  }

  @Test
  void includesAndRedirects() {
    zone.text("inner.example", "v=spf1 ip4:192.0.2.1 -all");

    assertThat(check("v=spf1 include:inner.example ~all", "192.0.2.1")).isEqualTo(SpfResult.PASS);
    assertThat(
            new Spf(
                    new Zone()
                        .text("example.com", "v=spf1 redirect=inner.example")
                        .text("inner.example", "v=spf1 ip4:192.0.2.1 -all"),
                    InetAddress.ofLiteral("192.0.2.2"),
                    "a@example.com",
                    "h.example")
                .result())
        .isEqualTo(SpfResult.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "%{s},strong-bad@email.example.com",
    "%{o},email.example.com",
    "%{d},email.example.com",
    "%{d4},email.example.com",
    "%{d2},example.com",
    "%{d1},com",
    "%{dr},com.example.email",
    "%{d2r},example.email",
    "%{l},strong-bad",
    "%{l-},strong.bad",
    "%{lr-},bad.strong",
    "%{l1r-},strong",
    "%{ir}.%{v}._spf.%{d2},3.2.0.192.in-addr._spf.example.com",
    "%{lr-}.lp._spf.%{d2},bad.strong.lp._spf.example.com"
  })
  void expandsMacros(String macro, String expanded) {
    boolean host = !expanded.contains("@");
    String name = host ? expanded + ".x.example" : "x.example";
    var dns =
        new Zone()
            .text(
                "email.example.com",
                "v=spf1 exists:" + (host ? macro + "." : "") + "x.example -all")
            .address(name, "127.0.0.2");

    SpfResult result =
        new Spf(
                dns,
                InetAddress.ofLiteral("192.0.2.3"),
                "strong-bad@email.example.com",
                "mx.example.org")
            .result();

    assertThat(result).isEqualTo(SpfResult.PASS);
  }

  @Test
  void expandsAddressesOfVersion6() {
    String reversed = "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2";
    var dns =
        new Zone()
            .text("example.com", "v=spf1 exists:%{ir}.%{v}.x.example -all")
            .address(reversed + ".ip6.x.example", "127.0.0.2");

    assertThat(new Spf(dns, InetAddress.ofLiteral("2001:db8::cb01"), "a@example.com", "h").result())
        .isEqualTo(SpfResult.PASS);
  }

  @Test
  void asksForNoMoreThanTenTerms() {
    var ten = new StringBuilder("v=spf1");
    for (int i = 0; i < 10; i++) {
      ten.append(" include:n").append(i).append(".example");
      zone.text("n" + i + ".example", "v=spf1 ?all");
    }

    assertThat(check(ten + " -all", "192.0.2.1")).isEqualTo(SpfResult.FAIL);
    assertThat(
            new Spf(
                    zone.text("more.example", ten + " a:example.com -all"),
                    InetAddress.ofLiteral("192.0.2.1"),
                    "a@more.example",
                    "h")
                .result())
        .isEqualTo(SpfResult.PERMANENT_ERROR);
  }

  @Test
  void endsAtTheThirdEmptyAnswerAndInCircles() {
    assertThat(check("v=spf1 a:x.example a:y.example -all", "192.0.2.1")).isEqualTo(SpfResult.FAIL);
    assertThat(
            new Spf(
                    new Zone().text("e.example", "v=spf1 a:x.example a:y.example a:z.example -all"),
                    InetAddress.ofLiteral("192.0.2.1"),
                    "a@e.example",
                    "h")
                .result())
        .isEqualTo(SpfResult.PERMANENT_ERROR);
    assertThat(
            new Spf(
                    new Zone().text("c.example", "v=spf1 include:c.example -all"),
                    InetAddress.ofLiteral("192.0.2.1"),
                    "a@c.example",
                    "h")
                .result())
        .isEqualTo(SpfResult.PERMANENT_ERROR);
  }

  @Test
  void serversThatDoNotAnswerLeaveItOpen() {
    var dns = new Zone().silent("txt example.com");

    assertThat(new Spf(dns, InetAddress.ofLiteral("192.0.2.1"), "a@example.com", "h").result())
        .isEqualTo(SpfResult.TEMPORARY_ERROR);
  }

  @Test
  void theEmptySenderIsTheServerItself() {
    var dns = new Zone().text("mx.example.com", "v=spf1 ip4:192.0.2.1 -all");
    var spf = new Spf(dns, InetAddress.ofLiteral("192.0.2.1"), "", "mx.example.com");

    assertThat(spf.result()).isEqualTo(SpfResult.PASS);
    assertThat(spf.domain()).isEqualTo("mx.example.com");
  }
}
