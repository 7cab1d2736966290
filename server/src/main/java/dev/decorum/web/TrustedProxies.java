package dev.decorum.web;

import dev.decorum.database.DecorumProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Believes `X-Forwarded-For`, `-Proto` and `-Host` from the configured proxies and from nobody
/// else; nothing behind it ever sees these headers.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedProxies extends OncePerRequestFilter {

  private final List<Network> trusted;

  TrustedProxies(DecorumProperties decorum) {
    trusted = decorum.trustedProxy().stream().map(String::strip).map(Network::parse).toList();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean believed = isTrusted(request.getRemoteAddr());
    chain.doFilter(
        believed ? new Forwarded(request, client(request)) : new Plain(request), response);
  }

  private boolean isTrusted(@Nullable String address) {
    return address != null && trusted.stream().anyMatch(network -> network.contains(address));
  }

  /// The nearest address that is not one of our proxies: what stands further left was written by
  /// the client.
  private String client(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      Arrays.stream(header.split(",")).map(String::strip).forEach(hops::add);
    }
    String client = request.getRemoteAddr();
    for (String hop : hops.reversed()) {
      if (Network.bytes(hop) == null) {
        return client;
      }
      client = hop;
      if (!isTrusted(hop)) {
        return client;
      }
    }
    return client;
  }

  private static class Plain extends HttpServletRequestWrapper {
    Plain(HttpServletRequest request) {
      super(request);
    }

    private static boolean isHidden(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return lower.equals("forwarded") || lower.startsWith("x-forwarded-");
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !isHidden(name))
              .toList());
    }
  }

  private static final class Forwarded extends Plain {
    private final String client;
    private final String scheme;
    private final String host;
    private final int port;

    Forwarded(HttpServletRequest request, String client) {
      super(request);
      this.client = client;
      String proto = last(request, "X-Forwarded-Proto");
      String usedScheme =
          proto != null && (proto.equals("https") || proto.equals("http"))
              ? proto
              : request.getScheme();
      int usualPort = usedScheme.equals("https") ? 443 : 80;
      String address = last(request, "X-Forwarded-Host");
      scheme = usedScheme;
      if (address == null) {
        host = request.getServerName();
        port = proto == null ? request.getServerPort() : usualPort;
      } else {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > 0 && address.substring(colon).matches(":[0-9]{1,5}");
        host = hasPort ? address.substring(0, colon) : address;
        port = hasPort ? Integer.parseInt(address.substring(colon + 1)) : usualPort;
      }
    }

    private static @Nullable String last(HttpServletRequest request, String name) {
      List<String> values = Collections.list(request.getHeaders(name));
      if (values.isEmpty()) {
        return null;
      }
      String[] parts = values.getLast().split(",");
      return parts.length == 0 ? null : parts[parts.length - 1].strip();
    }

    @Override
    public String getRemoteAddr() {
      return client;
    }

    @Override
    public String getRemoteHost() {
      return client;
    }

    @Override
    public String getScheme() {
      return scheme;
    }

    @Override
    public boolean isSecure() {
      return scheme.equals("https");
    }

    @Override
    public String getServerName() {
      return host;
    }

    @Override
    public int getServerPort() {
      return port;
    }

    @Override
    public StringBuffer getRequestURL() {
      boolean usual = port == (isSecure() ? 443 : 80);
      return new StringBuffer(scheme + "://" + host)
          .append(usual ? "" : ":" + port)
          .append(getRequestURI());
    }
  }
}
