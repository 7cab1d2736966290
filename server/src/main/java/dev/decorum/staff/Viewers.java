package dev.decorum.staff;

import dev.decorum.web.SignedIn;
import dev.decorum.web.ViewerSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Makes the viewer of a request from its session or token.
@Component
class Viewers implements ViewerSource {

  private final Directory directory;
  private final Organisation organisation;
  private final MessageSource words;

  Viewers(Directory directory, Organisation organisation, MessageSource words) {
    this.directory = directory;
    this.organisation = organisation;
    this.words = words;
  }

  Optional<Viewer> of(Sessions.Session session) {
    return viewer(
        session.member(),
        session.role(),
        session.role().permissions(),
        Viewer.Via.BROWSER,
        session.id());
  }

  Optional<Viewer> of(AccessTokens.Grant grant) {
    return viewer(
        grant.member(),
        grant.role(),
        Scope.permissions(grant.role(), grant.scopes()),
        Viewer.Via.TOKEN,
        grant.id());
  }

  private Optional<Viewer> viewer(
      MemberId id, Role role, Set<Permission> permissions, Viewer.Via via, UUID session) {
    return directory
        .member(id)
        .map(
            member ->
                new Viewer(
                    id,
                    member.no(),
                    member.name(),
                    role,
                    permissions,
                    via,
                    session,
                    member.zone() == null ? organisation.zone() : member.zone()));
  }

  /// The viewer of the present request, or null when nobody is signed in.
  static @Nullable Viewer current() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication me
        ? me.getPrincipal()
        : null;
  }

  @Override
  public @Nullable SignedIn current(HttpServletRequest request) {
    var viewer = current();
    return viewer == null
        ? null
        : new SignedIn(
            viewer.id().id(),
            viewer.session(),
            viewer.name(),
            Objects.requireNonNull(
                words.getMessage("staff.role." + viewer.role().word(), null, Locale.UK)),
            viewer.permissions().stream().map(Permission::name).collect(Collectors.toSet()),
            viewer.zone());
  }
}
