package dev.decorum.staff;

import dev.decorum.database.DecorumProperties;
import dev.decorum.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses changes that a browser sends on behalf of another site. A second wall behind the form
/// tokens: it holds even where a token leaked.
final class OwnOrigin extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private final URI base;
  private final Problems problems;

  OwnOrigin(DecorumProperties properties, Problems problems) {
    this.base = properties.baseUrl();
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (READING.contains(request.getMethod()) || isOwn(request)) {
      chain.doFilter(request, response);
    } else {
      problems.handle(
          request, response, new AccessDeniedException("A change on behalf of another site"));
    }
  }

  private boolean isOwn(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN_SITE.contains(site);
    }
    // Browsers leave it out over plain http; programs send neither.
    var origin = request.getHeader("Origin");
    return origin == null || isOwn(origin, request);
  }

  private boolean isOwn(String origin, HttpServletRequest request) {
    try {
      var from = new URI(origin);
      return sameOrigin(from, base)
          || sameOrigin(
              from,
              new URI(
                  request.getScheme(),
                  null,
                  request.getServerName(),
                  request.getServerPort(),
                  null,
                  null,
                  null));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getHost() != null
        && one.getHost().equalsIgnoreCase(other.getHost())
        && equal(one.getScheme(), other.getScheme())
        && port(one) == port(other);
  }

  private static boolean equal(@Nullable String one, @Nullable String other) {
    return one != null && one.equalsIgnoreCase(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
