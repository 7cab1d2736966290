package dev.decorum.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// How far a connection may go, judged by the address that is really connected to.
public enum Reach {
  ANYWHERE {
    @Override
    public boolean covers(InetAddress address) {
      return true;
    }
  },
  /// The public network only, so that nobody can make the server knock at doors behind the
  /// firewall.
  PUBLIC {
    @Override
    public boolean covers(InetAddress address) {
      return !special(address);
    }
  },
  /// This machine and the private network around it: what may be reached without encryption.
  INSIDE {
    @Override
    public boolean covers(InetAddress address) {
      return special(address);
    }
  },
  /// This machine only.
  LOOPBACK {
    @Override
    public boolean covers(InetAddress address) {
      return address.isLoopbackAddress();
    }
  };

  public abstract boolean covers(InetAddress address);

  /// Not a machine somewhere on the internet (RFC 6890 and its successors).
  public static boolean special(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    var bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return switch (address) {
      case Inet4Address _ ->
          first == 0
              || first >= 240
              || first == 100 && second >= 64 && second < 128
              || first == 192 && second == 0 && (third == 0 || third == 2)
              || first == 192 && second == 88 && third == 99
              || first == 198 && (second == 18 || second == 19)
              || first == 198 && second == 51 && third == 100
              || first == 203 && second == 0 && third == 113;
      // What is not given out as global unicast, and what leads back into IPv4: 6to4, Teredo,
      // documentation.
      case Inet6Address _ ->
          (first & 0xe0) != 0x20
              || first == 0x20 && second == 0x02
              || first == 0x20 && second == 0x01 && (third & 0xfe) == 0
              || first == 0x20 && second == 0x01 && third == 0x0d && (bytes[3] & 0xff) == 0xb8;
      default -> true;
    };
  }
}
