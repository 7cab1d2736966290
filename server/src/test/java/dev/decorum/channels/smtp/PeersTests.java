package dev.decorum.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeersTests {

  private final Peers peers =
      new Peers(
          new SmtpLimits(1, 1, 10, 2, 3, 1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1));

  private static InetAddress at(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }

  @Test
  void haveOnlySoManyConnectionsEach() throws UnknownHostException {
    assertThat(peers.connected(at("198.51.100.1"))).isTrue();
    assertThat(peers.connected(at("198.51.100.1"))).isTrue();
    assertThat(peers.connected(at("198.51.100.1"))).isFalse();
    assertThat(peers.connected(at("198.51.100.2"))).isTrue();

    peers.gone(at("198.51.100.1"));
    assertThat(peers.connected(at("198.51.100.1"))).isTrue();
  }

  @Test
  void areOneInANetworkOfTheirOwn() throws UnknownHostException {
    assertThat(peers.connected(at("2001:db8:1:2::1"))).isTrue();
    assertThat(peers.connected(at("2001:db8:1:2::2"))).isTrue();
    assertThat(peers.connected(at("2001:db8:1:2:ffff::3"))).isFalse();
    assertThat(peers.connected(at("2001:db8:1:3::1"))).isTrue();
  }

  @Test
  void beginOnlySoManyMailsInAMinute() throws UnknownHostException {
    for (int i = 0; i < 3; i++) {
      assertThat(peers.beginsMail(at("198.51.100.1"))).isTrue();
    }
    assertThat(peers.beginsMail(at("198.51.100.1"))).isFalse();
    assertThat(peers.beginsMail(at("198.51.100.2"))).isTrue();
  }

  @Test
  void onThisMachineAreRelays() throws UnknownHostException {
    for (int i = 0; i < 100; i++) {
      assertThat(peers.connected(at("127.0.0.1"))).isTrue();
      assertThat(peers.beginsMail(at("::1"))).isTrue();
    }
  }
}
