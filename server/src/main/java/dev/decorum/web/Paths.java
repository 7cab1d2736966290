package dev.decorum.web;

import java.net.URI;
import java.net.URISyntaxException;

/// Addresses inside this installation.
public final class Paths {

  private Paths() {}

  /// Whether a browser sent there stays here: an absolute path, never another host in disguise.
  public static boolean isLocal(String address) {
    if (!address.startsWith("/") || address.startsWith("//") || address.contains("\\")) {
      return false;
    }
    try {
      URI uri = new URI(address);
      return uri.getScheme() == null && uri.getRawAuthority() == null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
