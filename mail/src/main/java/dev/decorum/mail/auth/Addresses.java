package dev.decorum.mail.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Addresses of the internet as they stand in texts. Nothing here asks DNS.
final class Addresses {

  private Addresses() {}

  /// Null where the text is no address.
  static @Nullable InetAddress parse(String text) {
    boolean version6 = text.indexOf(':') >= 0;
    if (text.length() > 45 || !text.chars().allMatch(c -> isPart(c, version6))) {
      return null;
    }
    if (!version6 && !isDotted(text)) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static boolean isPart(int c, boolean version6) {
    return (c >= '0' && c <= '9')
        || c == '.'
        || (version6 && (c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }

  private static boolean isDotted(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
        return false;
      }
    }
    return true;
  }

  static boolean isWithin(InetAddress address, InetAddress network, int prefix) {
    byte[] one = address.getAddress();
    byte[] other = network.getAddress();
    if (one.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// As macros have it: of version 6 each half byte stands alone.
  static String dotted(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    var dotted = new StringJoiner(".");
    for (byte part : address.getAddress()) {
      dotted.add(Integer.toHexString(part >> 4 & 0xf));
      dotted.add(Integer.toHexString(part & 0xf));
    }
    return dotted.toString();
  }
}
