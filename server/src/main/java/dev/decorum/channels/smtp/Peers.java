package dev.decorum.channels.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts what each peer uses of this node.
///
/// These are limits of a node's own strength, so nodes do not share them.
final class Peers {

  private static final int FORGET_ABOVE = 10_000;

  private final SmtpLimits limits;
  private final ConcurrentHashMap<Network, Use> uses = new ConcurrentHashMap<>();

  Peers(SmtpLimits limits) {
    this.limits = limits;
  }

  /// An address, or the /64 of an IPv6 address, of which one machine may use any number.
  private record Network(String name) {
    static Network of(InetAddress address) {
      var bytes = address.getAddress();
      if (address instanceof Inet6Address) {
        bytes = Arrays.copyOf(bytes, 8);
      }
      return new Network(Arrays.toString(bytes));
    }
  }

  private static final class Use {
    private int connections;
    private int mails;
    private long minute;
  }

  /// False when the peer has as many connections as it may have.
  boolean connected(InetAddress address) {
    if (address.isLoopbackAddress()) return true;
    var result = new boolean[1];
    uses.compute(
        Network.of(address),
        (_, known) -> {
          var use = known == null ? new Use() : known;
          result[0] = use.connections < limits.connectionsOfPeer();
          if (result[0]) use.connections++;
          return use;
        });
    return result[0];
  }

  void gone(InetAddress address) {
    if (address.isLoopbackAddress()) return;
    uses.computeIfPresent(
        Network.of(address),
        (_, use) -> {
          use.connections--;
          return use;
        });
    if (uses.size() > FORGET_ABOVE) {
      long now = minute();
      uses.values().removeIf(use -> use.connections == 0 && use.minute != now);
    }
  }

  /// False when the peer has begun as many mails in this minute as it may.
  boolean beginsMail(InetAddress address) {
    if (address.isLoopbackAddress()) return true;
    var result = new boolean[1];
    uses.compute(
        Network.of(address),
        (_, known) -> {
          var use = known == null ? new Use() : known;
          if (use.minute != minute()) {
            use.minute = minute();
            use.mails = 0;
          }
          result[0] = use.mails < limits.mailsOfPeerPerMinute();
          if (result[0]) use.mails++;
          return use;
        });
    return result[0];
  }

  private static long minute() {
    return TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
  }
}
