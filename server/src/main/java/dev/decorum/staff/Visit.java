package dev.decorum.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// From where somebody tries to come in.
///
/// @param network the address; of an IPv6 address the first 64 bits, since the rest is the
///   visitor's to choose
/// @param browser what the browser says it is
/// @param secure whether the way there is encrypted
public record Visit(String network, @Nullable String browser, boolean secure) {

  private static final int PREFIX_BYTES = 8;

  public static Visit of(HttpServletRequest request) {
    return new Visit(
        network(request.getRemoteAddr()), request.getHeader("User-Agent"), request.isSecure());
  }

  static String network(String address) {
    try {
      // A literal, so nothing is looked up.
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length <= PREFIX_BYTES
          ? address
          : HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES);
    } catch (UnknownHostException notLiteral) {
      return address;
    }
  }
}
