package dev.decorum.channels.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.autoconfig.Suggestion.From;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainServersTests {

  private static Optional<Suggestion> ask(Map<String, List<String>> services, String... mailHosts) {
    return DomainServers.of(
        "brightwater.example",
        name -> services.getOrDefault(name, List.of()),
        _ -> List.of(mailHosts));
  }

  @Test
  void theBestServiceRecordsNameServers() {
    var found =
        ask(
            Map.of(
                "_imaps._tcp.brightwater.example",
                List.of("20 0 993 b.example", "10 5 993 a.example", "10 50 9930 c.example"),
                "_submission._tcp.brightwater.example",
                List.of("0 1 587 out.example")));

    assertThat(found)
        .contains(
            new Suggestion(
                From.DNS,
                "brightwater.example",
                MailServer.tls("c.example", 9930),
                MailServer.startTls("out.example", 587)));
  }

  @Test
  void encryptionFromTheFirstByteComesBeforeStartTls() {
    var found =
        ask(
            Map.of(
                "_imaps._tcp.brightwater.example", List.of("0 0 993 in.example"),
                "_imap._tcp.brightwater.example", List.of("0 0 143 in.example")));

    assertThat(found.map(Suggestion::incoming)).contains(MailServer.tls("in.example", 993));
  }

  @Test
  void aDotSaysThatThereIsNoSuchService() {
    var found =
        ask(
            Map.of(
                "_imaps._tcp.brightwater.example", List.of("0 0 0 ."),
                "_imap._tcp.brightwater.example", List.of("0 0 143 in.example"),
                "_submissions._tcp.brightwater.example", List.of("broken", "a b c d")));

    assertThat(found.map(Suggestion::incoming)).contains(MailServer.startTls("in.example", 143));
    assertThat(found.orElseThrow().outgoing()).isNull();
  }

  @Test
  void whoTakesTheMailOfADomainIsItsProvider() {
    assertThat(ask(Map.of(), "aspmx.l.google.com").map(Suggestion::source)).contains("Google");
    assertThat(
            ask(Map.of(), "brightwater-example.mail.protection.outlook.com")
                .map(Suggestion::source))
        .contains("Microsoft 365");
    assertThat(ask(Map.of(), "mail.brightwater.example")).isEmpty();
    assertThat(ask(Map.of(), "xmx.zoho.com")).isEmpty();
    assertThat(ask(Map.of())).isEmpty();
  }

  @Test
  void aCommonProviderIsKnownByTheAddressAlone() {
    assertThat(Providers.ofDomain("GMail.com").map(Suggestion::incoming))
        .contains(MailServer.tls("imap.gmail.com", 993));
    assertThat(Providers.ofDomain("brightwater.example")).isEmpty();
  }
}
