package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.testing.DatabaseTest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The frame around every answer: headers, problems, assets, proxies and names.
@SpringBootTest(classes = WebTests.App.class)
@AutoConfigureMockMvc
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "decorum.base-url=https://help.brightwater.example",
      "decorum.trusted-proxy=10.0.0.0/8"
    })
class WebTests {

  /// The shared modules without the ones above them, open to everybody.
  @SpringBootApplication(
      scanBasePackages = {"dev.decorum.web", "dev.decorum.vault", "dev.decorum.database"})
  @ConfigurationPropertiesScan("dev.decorum.database")
  @Import(Calls.class)
  static class App {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Problems problems) {
      return http.headers(SecurityHeaders.setElsewhere())
          .authorizeHttpRequests(
              rules -> rules.requestMatchers("/api/v1/closed").denyAll().anyRequest().permitAll())
          .exceptionHandling(
              handling ->
                  handling
                      .accessDeniedHandler(problems)
                      .authenticationEntryPoint(
                          (request, response, _) ->
                              problems.send(
                                  problems.of(HttpStatus.UNAUTHORIZED), request, response)))
          .csrf(csrf -> csrf.ignoringRequestMatchers("/api/**"))
          .build();
    }

    @Bean
    ViewerSource viewers() {
      return request ->
          request.getHeader("Test-Member") == null
              ? null
              : new SignedIn(
                  UUID.randomUUID(), UUID.randomUUID(), "Jonas Lind", "Agent", Set.of(), null);
    }
  }

  static final class LiftIsStuck extends Refusal {
    LiftIsStuck() {
      super(HttpStatus.CONFLICT, "lift.stuck", "web.problem.conflict", "Amara Okafor");
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("floor", 3);
    }
  }

  record Order(@NotBlank String firstName, @Nullable Integer howMany, @Nullable Kind kind) {}

  enum Kind {
    QUITE_FAST
  }

  @RestController
  static class Calls {

    @GetMapping({"/api/v1/refused", "/refused"})
    String refused() {
      throw new LiftIsStuck();
    }

    @GetMapping({"/api/v1/broken", "/broken"})
    String broken() {
      throw new IllegalStateException(
          "secret-word", new SQLException("Key (name)=(secret-word) exists", "23505"));
    }

    @GetMapping({"/api/v1/away", "/away"})
    String away() {
      throw new DataAccessResourceFailureException("secret-word");
    }

    @GetMapping("/numbered/{no}")
    long numbered(@PathVariable long no) {
      return no;
    }

    @PostMapping("/api/v1/orders")
    Order order(@Valid @RequestBody Order order) {
      return order;
    }

    @GetMapping("/api/v1/things/{no}")
    ResponseEntity<Map<String, Object>> thing(@PathVariable long no) {
      return ResponseEntity.ok()
          .eTag(Version.tag(7))
          .body(Map.of("no", no, "at", Instant.parse("2026-11-24T10:42:00Z")));
    }

    @PostMapping("/api/v1/things/{no}")
    String change(@PathVariable long no, Version version) {
      version.require(7);
      return "changed " + no;
    }

    @GetMapping("/api/v1/list")
    Page<Integer> list(Paging paging) {
      return new Page<>(List.of(paging.limit()), null);
    }

    @GetMapping("/seen")
    Map<String, Object> seen(HttpServletRequest request) {
      return Map.of(
          "address", request.getRemoteAddr(),
          "secure", request.isSecure(),
          "host", request.getServerName(),
          "header", String.valueOf(request.getHeader("X-Forwarded-For")));
    }
  }

  @Autowired MockMvcTester http;
  @Autowired Assets assets;

  @ParameterizedTest
  @ValueSource(
      strings = {"/refused", "/broken", "/away", "/nowhere", "/api/v1/refused", "/api/v1/list"})
  void everyAnswerCarriesTheSecurityHeaders(String path) {
    assertSecured(http.get().uri(path).exchange());
  }

  @Test
  void assetsCarryThemToo() {
    assertSecured(http.get().uri(assets.url("decorum.css")).exchange());
  }

  private static void assertSecured(MvcTestResult answer) {
    assertThat(answer)
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasHeader("Referrer-Policy", "same-origin")
        .hasHeader("Cross-Origin-Opener-Policy", "same-origin")
        .containsHeader("Permissions-Policy");
    String policy = answer.getResponse().getHeader("Content-Security-Policy");
    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'self'; ")
        .contains("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.getResponse().getHeaders("X-Content-Type-Options")).hasSize(1);
  }

  @Test
  void pagesAreNotKeptByAnybody() {
    assertThat(http.get().uri("/nowhere")).hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Test
  void strictTransportIsAskedForOverHttpsOnly() {
    assertThat(http.get().uri("/seen")).doesNotContainHeader("Strict-Transport-Security");
    assertThat(http.get().uri("/seen").secure(true))
        .hasHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }

  @Test
  void assetsAreKeptForGoodUnderTheirHash() {
    assertThat(http.get().uri(assets.url("decorum.css")).header("Accept-Encoding", "br, gzip"))
        .hasStatusOk()
        .hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public, immutable")
        .hasHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
        .hasContentType("text/css;charset=utf-8");
    assertThat(http.get().uri("/assets/000000000000/decorum.css"))
        .hasStatusOk()
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    assertThat(http.get().uri("/assets/x/passwd")).hasStatus(HttpStatus.NOT_FOUND);
  }

  @Test
  void theApiAnswersARefusalAsAProblem() {
    assertThat(http.get().uri("/api/v1/refused"))
        .hasStatus(HttpStatus.CONFLICT)
        .hasContentType("application/problem+json")
        .bodyJson()
        .hasPathSatisfying("code", code -> assertThat(code).isEqualTo("lift.stuck"))
        .hasPathSatisfying("status", status -> assertThat(status).isEqualTo(409))
        .hasPathSatisfying("floor", floor -> assertThat(floor).isEqualTo(3))
        .hasPathSatisfying(
            "reference", reference -> assertThat(reference).asString().matches("E-[2-9A-Z]{4}"))
        .hasPathSatisfying(
            "type", type -> assertThat(type).isEqualTo("urn:decorum:problem:lift.stuck"));
  }

  @Test
  void aPageSaysTheSameInWords() {
    assertThat(http.get().uri("/refused").accept(MediaType.TEXT_HTML))
        .hasStatus(HttpStatus.CONFLICT)
        .hasContentType("text/html;charset=UTF-8")
        .bodyText()
        .contains("<h1>Somebody was faster</h1>", "Reload the page", "<html lang=\"en\"");
  }

  @Test
  void aFragmentIsOnlyAFragment() {
    assertThat(http.get().uri("/refused").header("HX-Request", "true"))
        .hasStatus(HttpStatus.CONFLICT)
        .bodyText()
        .contains("class=\"failed\"", "Reload the page")
        .doesNotContain("<html");
  }

  @Test
  void anUnexpectedFailureShowsACodeThatIsInTheLogAndNoMoreThanThat(CapturedOutput output)
      throws Exception {
    MvcTestResult answer = http.get().uri("/broken").exchange();

    assertThat(answer).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR);
    String page = answer.getResponse().getContentAsString();
    String reference = page.replaceAll("(?s).*<code>(E-\\w{4})</code>.*", "$1");
    assertThat(reference).matches("E-\\w{4}");
    assertThat(output.getAll())
        .contains(reference, "IllegalStateException", "SQL state 23505", "WebTests$Calls.broken")
        .doesNotContain("secret-word");
    assertThat(page).doesNotContain("secret-word", "IllegalState");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/away", "/api/v1/away"})
  void aDatabaseAwayIsAnHonestPause(String path) {
    assertThat(http.get().uri(path))
        .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
        .hasHeader(HttpHeaders.RETRY_AFTER, "5")
        .bodyText()
        .contains("cannot reach its database")
        .doesNotContain("secret-word");
  }

  @Test
  void anAddressThatDoesNotExistIsNotFound() {
    assertThat(http.get().uri("/nowhere"))
        .hasStatus(HttpStatus.NOT_FOUND)
        .bodyText()
        .contains("Nothing is here");
    assertThat(http.get().uri("/numbered/x"))
        .hasStatus(HttpStatus.NOT_FOUND)
        .bodyText()
        .contains("Nothing is here");
    assertThat(http.get().uri("/api/v1/nowhere"))
        .hasStatus(HttpStatus.NOT_FOUND)
        .bodyJson()
        .hasPathSatisfying("code", code -> assertThat(code).isEqualTo("not_found"));
  }

  @Test
  void whatSecurityRefusesIsAProblemToo() {
    assertThat(http.get().uri("/api/v1/closed"))
        .hasStatus(HttpStatus.UNAUTHORIZED)
        .hasContentType("application/problem+json");
    assertThat(http.post().uri("/appearance"))
        .hasStatus(HttpStatus.FORBIDDEN)
        .bodyText()
        .contains("This form is too old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"first_name\":\"A\",\"extra\":1} | 400 | json.unknown_property | /extra",
        "{\"first_name\":\"A\",\"how_many\":\"two\"} | 400 | json.wrong_type | /how_many",
        "{\"firstName\":\"A\"} | 400 | json.unknown_property | /firstName",
        "{\"first_name\":\" \"} | 422 | values.invalid | /first_name"
      })
  void jsonIsTakenStrictly(String body, int status, String code, String pointer) {
    assertThat(
            http.post().uri("/api/v1/orders").contentType(MediaType.APPLICATION_JSON).content(body))
        .hasStatus(status)
        .bodyJson()
        .hasPathSatisfying("code", found -> assertThat(found).isEqualTo(code))
        .hasPathSatisfying("errors[0].pointer", found -> assertThat(found).isEqualTo(pointer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"first_name\":\"A\",\"first_name\":\"B\"}", "{} {}"})
  void brokenJsonIsABadRequest(String body) {
    assertThat(
            http.post().uri("/api/v1/orders").contentType(MediaType.APPLICATION_JSON).content(body))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType("application/problem+json");
  }

  @Test
  void namesAreInSnakeCaseAndEnumsInLowerCase() {
    assertThat(
            http.post()
                .uri("/api/v1/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"first_name\":\"A\",\"kind\":\"quite_fast\"}"))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo("{\"first_name\":\"A\",\"how_many\":null,\"kind\":\"quite_fast\"}");
  }

  @Test
  void whoHasTheVersionIsNotSentItAgain() {
    assertThat(http.get().uri("/api/v1/things/1"))
        .hasStatusOk()
        .hasHeader(HttpHeaders.ETAG, "\"7\"")
        .bodyJson()
        .hasPathSatisfying("at", at -> assertThat(at).isEqualTo("2026-11-24T10:42:00Z"));
    assertThat(http.get().uri("/api/v1/things/1").header(HttpHeaders.IF_NONE_MATCH, "\"7\""))
        .hasStatus(HttpStatus.NOT_MODIFIED);
  }

  @Test
  void whoChangesAnOldVersionIsStopped() {
    assertThat(http.post().uri("/api/v1/things/1").header(HttpHeaders.IF_MATCH, "\"7\""))
        .hasStatusOk();
    assertThat(http.post().uri("/api/v1/things/1").header(HttpHeaders.IF_MATCH, "\"6\""))
        .hasStatus(HttpStatus.PRECONDITION_FAILED)
        .bodyJson()
        .hasPathSatisfying("code", code -> assertThat(code).isEqualTo("stale"));
  }

  @Test
  void aBadCursorOrLimitIsABadRequest() {
    assertThat(http.get().uri("/api/v1/list?limit=3")).hasStatusOk();
    assertThat(http.get().uri("/api/v1/list?limit=none")).hasStatus(HttpStatus.BAD_REQUEST);
    assertThat(http.get().uri("/api/v1/list?cursor=none"))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .bodyJson()
        .hasPathSatisfying("code", code -> assertThat(code).isEqualTo("cursor.invalid"));
  }

  @Test
  void forwardedHeadersOfStrangersAreNotSeen() {
    assertThat(
            http.get()
                .uri("/seen")
                .with(from("203.0.113.9"))
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Forwarded-Proto", "https"))
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"address":"203.0.113.9","secure":false,"host":"localhost","header":"null"}
            """);
  }

  @Test
  void aTrustedProxySpeaksForTheNearestStranger() {
    assertThat(
            http.get()
                .uri("/seen")
                .with(from("10.0.0.1"))
                .header("X-Forwarded-For", "1.2.3.4, 198.51.100.7, 10.0.0.2")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "help.brightwater.example"))
        .hasHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"address":"198.51.100.7","secure":true,"host":"help.brightwater.example","header":"null"}
            """);
  }

  private static RequestPostProcessor from(String address) {
    return (MockHttpServletRequest request) -> {
      request.setRemoteAddr(address);
      return request;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "127.0.0.1, 200",
    "192.168.1.20, 200",
    "help.brightwater.example, 200",
    "HELP.brightwater.example, 200",
    "evil.example, 400",
    "help.brightwater.example.evil.example, 400"
  })
  void onlyItsOwnNamesAreAnswered(String host, int status) {
    assertThat(
            http.get()
                .uri("/seen")
                .with(
                    request -> {
                      request.setServerName(host);
                      return request;
                    }))
        .hasStatus(status);
  }
}
