package dev.decorum.web;

import dev.decorum.database.DecorumProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers only to its own names: the base address, names allowed besides, the machine's name,
/// `localhost` and literal addresses. A page of some other site whose name was pointed here gets
/// nothing.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class AllowedHosts extends OncePerRequestFilter {

  private final Problems problems;
  private final Set<String> names = new HashSet<>();

  AllowedHosts(
      Problems problems,
      DecorumProperties decorum,
      @Value("${decorum.allowed-hosts:}") List<String> more) {
    this.problems = problems;
    names.add("localhost");
    add(decorum.baseUrl().getHost());
    more.forEach(this::add);
    try {
      InetAddress machine = InetAddress.getLocalHost();
      add(machine.getHostName());
      add(machine.getCanonicalHostName());
    } catch (UnknownHostException nameless) {
      // Then it is reached by address or by the configured name.
    }
  }

  private void add(@Nullable String name) {
    if (name != null && !name.isBlank()) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOurs(request.getServerName())) {
      chain.doFilter(request, response);
    } else {
      problems.send(problems.of(new BadRequest("host.unknown"), request), request, response);
    }
  }

  private boolean isOurs(String host) {
    return names.contains(host.toLowerCase(Locale.ROOT)) || Network.bytes(host) != null;
  }
}
