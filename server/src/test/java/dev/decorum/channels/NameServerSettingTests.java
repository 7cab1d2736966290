package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.dns.Lookups;
import dev.decorum.channels.dns.NameServer;
import dev.decorum.testing.DatabaseTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The application asks the name server that it is told, over the network.
@SpringBootTest
@DatabaseTest
class NameServerSettingTests {

  private static final NameServer SERVER = new NameServer();

  @Autowired Lookups lookups;
  @Autowired ChannelsProperties settings;

  @DynamicPropertySource
  static void ownNameServer(DynamicPropertyRegistry registry) {
    registry.add("decorum.channels.dns-servers", () -> "127.0.0.1:" + SERVER.address().getPort());
    registry.add("decorum.channels.arc-sealers", () -> "lists.example,google.com");
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @Test
  void asksTheNameServerItIsTold() {
    SERVER.record("_dmarc.client.example TXT", 300, "\"v=DMARC1; p=reject\"");

    var dns = lookups.until(System.nanoTime() + Duration.ofSeconds(5).toNanos());

    assertThat(dns.text("_dmarc.client.example")).containsExactly("v=DMARC1; p=reject");
    assertThat(settings.arcSealers()).containsExactlyInAnyOrder("lists.example", "google.com");
    assertThat(settings.checkSenders()).isTrue();
    assertThat(settings.keepBlocked()).isEqualTo(Duration.ofDays(30));
  }
}
