package dev.decorum.channels;

import dev.decorum.channels.dns.DnsServers;
import dev.decorum.channels.dns.Lookups;
import dev.decorum.channels.dns.NameServers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Whom to ask about the domains of senders.
@Configuration(proxyBeanMethods = false)
class SenderChecksConfiguration {

  private static final int DNS = 53;

  @Bean
  NameServers nameServers(ChannelsProperties settings) {
    return settings.dnsServers().isEmpty()
        ? DnsServers.ofSystem()
        : DnsServers.at(
            settings.dnsServers().stream().map(SenderChecksConfiguration::server).toList());
  }

  @Bean
  Lookups lookups(NameServers servers, Clock clock) {
    return new Lookups(servers, clock);
  }

  /// An address of version 6 with a port stands in brackets.
  private static InetSocketAddress server(String text) {
    int colon = text.lastIndexOf(':');
    boolean port = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    var host = (port ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(
        InetAddress.ofLiteral(host), port ? Integer.parseInt(text.substring(colon + 1)) : DNS);
  }
}
