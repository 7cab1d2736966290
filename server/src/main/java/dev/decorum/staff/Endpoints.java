package dev.decorum.staff;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Decides by the annotation on the very method that will answer: `@Requires`, `@AnyMember` or
/// `@Anyone`. Without one it is open to nobody.
@Component
class Endpoints implements AuthorizationManager<RequestAuthorizationContext> {

  /// To whom a method is open.
  sealed interface Access {
    record ToAnyone() implements Access {}

    record ToMembers() implements Access {}

    record ToHolders(Set<Permission> permissions) implements Access {}

    record ToNobody() implements Access {}
  }

  /// The methods of modules below this one, which cannot use its annotations.
  private static final Map<String, Access> BELOW =
      Map.of(
          "/assets/{version}/{name}", new Access.ToAnyone(),
          "/appearance", new Access.ToAnyone(),
          "/events", new Access.ToMembers(),
          "/api/openapi.json", new Access.ToMembers());

  private static final String FOUND = Endpoints.class.getName() + ".found";

  private record Found(String address, @Nullable HandlerMethod method) {}

  private final RequestMappingHandlerMapping mapping;
  private final Audit audit;
  private final Map<HandlerMethod, Access> known = new ConcurrentHashMap<>();

  Endpoints(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      Audit audit) {
    this.mapping = mapping;
    this.audit = audit;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    var request = context.getRequest();
    var method = method(request);
    var access = method == null ? new Access.ToNobody() : access(method, request);
    return new AuthorizationDecision(
        switch (access) {
          case Access.ToAnyone _ -> true;
          case Access.ToMembers _ -> viewer(authentication) != null;
          case Access.ToHolders(var permissions) -> holds(authentication, permissions, request);
          case Access.ToNobody _ -> false;
        });
  }

  /// Whether any method answers to this address, whoever may use it.
  boolean exists(HttpServletRequest request) {
    return method(request) != null;
  }

  Access access(HandlerMethod method, @Nullable String pattern) {
    return known.computeIfAbsent(
        method,
        m -> {
          var own = annotated(m.getMethod());
          var ofClass = own == null ? annotated(m.getBeanType()) : own;
          return ofClass == null
              ? BELOW.getOrDefault(pattern == null ? "" : pattern, new Access.ToNobody())
              : ofClass;
        });
  }

  private Access access(HandlerMethod method, HttpServletRequest request) {
    return access(method, pattern(request));
  }

  private static @Nullable Access annotated(AnnotatedElement element) {
    var requires = element.getAnnotation(Requires.class);
    if (requires != null) {
      return new Access.ToHolders(Set.of(requires.value()));
    }
    if (element.isAnnotationPresent(AnyMember.class)) {
      return new Access.ToMembers();
    }
    return element.isAnnotationPresent(Anyone.class) ? new Access.ToAnyone() : null;
  }

  private boolean holds(
      Supplier<? extends @Nullable Authentication> authentication,
      Set<Permission> permissions,
      HttpServletRequest request) {
    var viewer = viewer(authentication);
    if (viewer == null) {
      return false;
    }
    boolean holds = viewer.permissions().containsAll(permissions);
    if (!holds) {
      audit.changed(
          Actor.member(viewer.id().id()),
          "permission.denied",
          "member",
          viewer.id().id(),
          Map.of("method", request.getMethod(), "page", String.valueOf(pattern(request))));
    }
    return holds;
  }

  private static @Nullable Viewer viewer(
      Supplier<? extends @Nullable Authentication> authentication) {
    return authentication.get() instanceof MemberAuthentication me ? me.getPrincipal() : null;
  }

  /// The method that will answer. It is looked for once a request: whether it exists and who may
  /// call it are two questions.
  private @Nullable HandlerMethod method(HttpServletRequest request) {
    if (request.getAttribute(FOUND) instanceof Found found
        && found.address.equals(request.getRequestURI())) {
      return found.method;
    }
    var method = look(request);
    request.setAttribute(FOUND, new Found(request.getRequestURI(), method));
    return method;
  }

  /// Looks in the way the dispatcher does.
  private @Nullable HandlerMethod look(HttpServletRequest request) {
    if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
      ServletRequestPathUtils.parseAndCache(request);
    }
    try {
      var chain = mapping.getHandler(request);
      return chain != null && chain.getHandler() instanceof HandlerMethod method ? method : null;
    } catch (Exception noSuchMethodHere) {
      // Another HTTP method, media type or parameter: nothing would answer.
      return null;
    }
  }

  private static @Nullable String pattern(HttpServletRequest request) {
    var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? null : pattern.toString();
  }
}
