package dev.decorum.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/// Finds who is behind a request when it is first asked; a request for a style sheet never asks.
/// Nothing is saved here: a session is opened by signing in and in no other way.
final class RequestIdentity implements SecurityContextRepository {

  private final Function<HttpServletRequest, Optional<Viewer>> identify;

  RequestIdentity(Function<HttpServletRequest, Optional<Viewer>> identify) {
    this.identify = identify;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Once(() -> identify.apply(request));
  }

  @Override
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // See above.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return identify.apply(request).isPresent();
  }

  private static final class Once implements DeferredSecurityContext {
    private final Supplier<Optional<Viewer>> identify;
    private @Nullable SecurityContext context;
    private boolean nobody;

    Once(Supplier<Optional<Viewer>> identify) {
      this.identify = identify;
    }

    @Override
    public SecurityContext get() {
      if (context == null) {
        var viewer = identify.get();
        nobody = viewer.isEmpty();
        context =
            viewer
                .<SecurityContext>map(v -> new SecurityContextImpl(new MemberAuthentication(v)))
                .orElseGet(SecurityContextHolder::createEmptyContext);
      }
      return context;
    }

    @Override
    public boolean isGenerated() {
      get();
      return nobody;
    }
  }
}
