package dev.decorum.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// A range of addresses, such as `10.0.0.0/8`.
record Network(byte[] address, int bits) {

  /// @throws IllegalArgumentException when the text is not an address with an optional length
  static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("Not a network: " + text);
    }
    int most = address.length * 8;
    int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("Not a network: " + text);
    }
    return new Network(address, bits);
  }

  boolean contains(String text) {
    byte[] other = bytes(text);
    if (other == null || other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// The bytes of a literal address; null for anything else, so that no name is ever looked up.
  static byte @Nullable [] bytes(String text) {
    String literal =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
        && !literal.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return null;
    }
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException malformed) {
      return null;
    }
  }
}
