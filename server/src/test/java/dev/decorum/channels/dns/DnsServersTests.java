package dev.decorum.channels.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.dns.Question.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against a name server on a real socket.
@Timeout(60)
class DnsServersTests {

  private final NameServer server = new NameServer();
  private final DnsServers servers = DnsServers.at(List.of(server.address()));

  DnsServersTests() {
    server.record("client.example TXT", 300, "\"v=spf1 \" \"ip4:192.0.2.1 -all\"");
    server.record("client.example TXT", 120, "\"other\"");
    server.record("client.example MX", 60, "20 second.client.example.");
    server.record("client.example MX", 60, "10 first.client.example.");
    server.record("nullmx.example MX", 60, "0 .");
    server.record("client.example A", 60, "192.0.2.1");
    server.record("client.example AAAA", 60, "2001:db8::1");
    server.record("1.2.0.192.in-addr.arpa PTR", 60, "client.example.");
    server.alias("alias.example", "client.example");
    server.exists("empty.example");
    server.fails("broken.example");
    server.silent("silent.example");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Reply ask(Kind kind, String name) {
    return servers.ask(new Question(kind, name)).toCompletableFuture().join();
  }

  private static Reply known(int seconds, String... values) {
    return new Reply.Known(List.of(values), Duration.ofSeconds(seconds));
  }

  @Test
  void putsThePiecesOfATextTogetherAndTakesTheShortestTime() {
    assertThat(ask(Kind.TEXT, "client.example"))
        .isEqualTo(known(120, "v=spf1 ip4:192.0.2.1 -all", "other"));
  }

  @Test
  void readsAllKindsOfRecord() {
    assertThat(ask(Kind.ADDRESSES, "client.example")).isEqualTo(known(60, "192.0.2.1"));
    assertThat(ask(Kind.ADDRESSES_6, "client.example"))
        .isEqualTo(known(60, "2001:db8:0:0:0:0:0:1"));
    assertThat(ask(Kind.NAMES, "192.0.2.1")).isEqualTo(known(60, "client.example"));
    assertThat(ask(Kind.MAIL_HOSTS, "client.example"))
        .isEqualTo(known(60, "first.client.example", "second.client.example"));
    assertThat(ask(Kind.MAIL_HOSTS, "nullmx.example")).isEqualTo(known(60));
    assertThat(ask(Kind.SIGN_OF_LIFE, "")).isInstanceOf(Reply.Known.class);
  }

  @Test
  void followsAnAlias() {
    assertThat(ask(Kind.TEXT, "alias.example"))
        .isEqualTo(known(120, "v=spf1 ip4:192.0.2.1 -all", "other"));
  }

  @Test
  void knowsThatThereIsNothing() {
    assertThat(ask(Kind.TEXT, "nobody.example")).isEqualTo(known(300));
    assertThat(ask(Kind.TEXT, "empty.example")).isEqualTo(known(300));
    assertThat(ask(Kind.TEXT, "a".repeat(64) + ".example")).isEqualTo(known(300));
    assertThat(ask(Kind.TEXT, "a..example")).isEqualTo(known(300));
  }

  @Test
  void tellsFailureFromSilence() {
    assertThat(ask(Kind.TEXT, "broken.example")).isEqualTo(new Reply.Failed());

    long start = System.nanoTime();
    assertThat(ask(Kind.TEXT, "silent.example")).isEqualTo(new Reply.Silence());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }
}
