package dev.decorum.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A viewer in the words of the security filters. It never holds a password.
final class MemberAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Viewer viewer;

  MemberAuthentication(Viewer viewer) {
    super(List.of());
    this.viewer = viewer;
    setAuthenticated(true);
  }

  @Override
  public Viewer getPrincipal() {
    return viewer;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public String getName() {
    return viewer.id().toString();
  }
}
