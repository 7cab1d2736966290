package dev.decorum.staff;

import dev.decorum.database.DecorumProperties;
import dev.decorum.web.Problems;
import dev.decorum.web.SecurityHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/// The two ways in: programs by a token in a header, people by a cookie. Both end where nothing is
/// open that does not say so.
@Configuration(proxyBeanMethods = false)
class SecurityChains {

  private static final String BEARER = "Bearer ";

  /// Programs. A cookie is worth nothing here, so no page of another site can act through a
  /// browser.
  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http,
      AccessTokens tokens,
      Viewers viewers,
      Endpoints endpoints,
      Problems problems) {
    return common(http.securityMatcher("/api/**"), endpoints)
        .securityContext(
            context ->
                context.securityContextRepository(
                    new RequestIdentity(
                        request -> bearer(request).flatMap(tokens::find).flatMap(viewers::of))))
        .csrf(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(
                        (request, response, _) -> {
                          response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(request));
                          problems.send(problems.of(HttpStatus.UNAUTHORIZED), request, response);
                        })
                    .accessDeniedHandler(new Denied(endpoints, problems)))
        .build();
  }

  /// People, and everything else.
  @Bean
  @Order(2)
  SecurityFilterChain pages(
      HttpSecurity http,
      Sessions sessions,
      Viewers viewers,
      Endpoints endpoints,
      FormTokens tokens,
      SignInFirst signInFirst,
      Problems problems,
      DecorumProperties properties) {
    return common(http, endpoints)
        .securityContext(
            context ->
                context.securityContextRepository(
                    new RequestIdentity(
                        request ->
                            SecretCookie.SESSION
                                .read(request)
                                .flatMap(sessions::find)
                                .flatMap(viewers::of))))
        .addFilterBefore(new OwnOrigin(properties, problems), CsrfFilter.class)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(tokens)
                    // Mail programs post there by themselves; the address is the secret.
                    .ignoringRequestMatchers("/unsubscribe/*")
                    .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(signInFirst)
                    .accessDeniedHandler(new Denied(endpoints, problems)))
        .build();
  }

  private static HttpSecurity common(HttpSecurity http, Endpoints endpoints) {
    return http.headers(SecurityHeaders.setElsewhere())
        .sessionManagement(
            management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(RequestCacheConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(
            requests ->
                requests
                    // What is dispatched again was decided when it came in.
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/livez", "/readyz")
                    .permitAll()
                    .requestMatchers(endpoints::exists)
                    .access(endpoints)
                    .anyRequest()
                    .denyAll());
  }

  private static Optional<String> bearer(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static String challenge(HttpServletRequest request) {
    return bearer(request).isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer";
  }

  /// Who is signed in and asks for what does not exist is told so.
  private record Denied(Endpoints endpoints, Problems problems) implements AccessDeniedHandler {

    @Override
    public void handle(
        HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
        throws IOException {
      if (endpoints.exists(request)) {
        problems.handle(request, response, denied);
      } else {
        problems.send(problems.of(HttpStatus.NOT_FOUND), request, response);
      }
    }
  }
}
