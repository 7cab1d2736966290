package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.decorum.audit.Actor;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.SecondNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two nodes on one database: what is decided on one holds on the other.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesTests {

  private static final String PASSWORD = "plum orchard window";
  private static final Duration PROMISED = Duration.ofSeconds(5);

  @Autowired ConfigurableApplicationContext first;
  @Autowired Staff staff;
  @Autowired AccessTokens tokens;
  @Autowired SignIn signIn;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  private SecondNode second;

  @BeforeAll
  void start() {
    second = SecondNode.beside(first);
    add(Role.ADMIN);
  }

  @AfterAll
  void stop() {
    second.close();
  }

  @BeforeEach
  void forgetAttempts() {
    jdbc.sql("delete from staff.attempt").update();
  }

  @Test
  void knowTheSameSessionsAndTokens() {
    var member = add(Role.AGENT);
    var browser = signedIn(port, member);
    var token = tokens.create(member.id(), List.of());

    var there = sameCookies(browser, second.port());

    assertThat(there.get("/me/profile").body()).contains(member.email());
    assertThat(second.bean(AccessTokens.class).find(token)).isPresent();
  }

  @Test
  void keepADisabledMemberOutWithinFiveSeconds() throws Exception {
    var member = add(Role.AGENT);
    var here = signedIn(port, member);
    var there = sameCookies(here, second.port());
    var token = tokens.create(member.id(), List.of());
    assertThat(there.get("/me/profile").status()).isEqualTo(200);
    assertThat(second.bean(AccessTokens.class).find(token)).isPresent();
    var stream = listen(second.port(), there);

    staff.disable(Actor.system(), member.id());

    within(PROMISED, () -> there.get("/me/profile").status() == 303);
    within(PROMISED, () -> here.get("/me/profile").status() == 303);
    within(PROMISED, () -> second.bean(AccessTokens.class).find(token).isEmpty());
    assertThat(stream.get(PROMISED.toSeconds(), TimeUnit.SECONDS)).contains("signed-out");
  }

  @Test
  void keepADisabledMemberOutEvenWhenTheNoticeIsLost() throws Exception {
    var member = add(Role.AGENT);
    var there = signedIn(second.port(), member);
    assertThat(there.get("/me/profile").status()).isEqualTo(200);
    var stream = listen(second.port(), there);

    jdbc.sql("update staff.member set state = 'disabled' where id = :id")
        .param("id", member.id().id())
        .update();

    within(PROMISED, () -> there.get("/me/profile").status() == 303);
    assertThat(stream.get(PROMISED.toSeconds(), TimeUnit.SECONDS)).contains("signed-out");
  }

  @Test
  void signOutEverywhere() {
    var member = add(Role.AGENT);
    var here = signedIn(port, member);
    var elsewhere = signedIn(second.port(), member);
    assertThat(elsewhere.get("/me/profile").status()).isEqualTo(200);
    here.get("/me/security");

    assertThat(here.post("/me/security/sign-out-everywhere").status()).isEqualTo(302);

    within(PROMISED, () -> elsewhere.get("/me/profile").status() == 303);
  }

  @Test
  void applyANewRoleWithinFiveSeconds() {
    var member = add(Role.ADMIN);
    var there = signedIn(second.port(), member);
    assertThat(there.get("/admin/people").status()).isEqualTo(200);

    staff.change(
        Actor.system(),
        member.id(),
        new MemberChange(member.name(), member.email(), Role.AGENT, Set.of()));

    within(PROMISED, () -> there.get("/admin/people").status() == 403);
  }

  @Test
  void shareTheirLimits() {
    var member = add(Role.AGENT);
    for (int i = 0; i < 10; i++) {
      assertThat(tryToSignIn(i % 2 == 0 ? port : second.port(), member, "wrong wrong").status())
          .isEqualTo(422);
    }

    assertThat(tryToSignIn(port, member, PASSWORD).status()).isEqualTo(429);
    assertThat(tryToSignIn(second.port(), member, PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void countTriesThatComeAtOnce() throws InterruptedException {
    var member = add(Role.AGENT);
    var visit = new Visit("192.0.2.7", null, false);
    var limited = new AtomicInteger();
    var nodes = List.of(signIn, second.bean(SignIn.class));

    atOnce(
        16,
        i -> {
          var outcome = nodes.get(i % 2).enter(member.email(), "wrong wrong", visit, null);
          if (outcome instanceof SignIn.Outcome.Limited) {
            limited.incrementAndGet();
          }
        });

    assertThat(limited).hasValue(6);
  }

  @Test
  void letALinkWorkOnceHoweverManyTryAtOnce() throws InterruptedException {
    var member = add(Role.AGENT);
    var key = staff.resetLink(Actor.system(), member.id()).getQuery().substring("key=".length());
    var visit = new Visit("192.0.2.8", null, false);
    var entered = new AtomicInteger();
    var nodes = List.of(signIn, second.bean(SignIn.class));

    atOnce(
        8,
        i -> {
          try {
            nodes.get(i % 2).reset(key, PASSWORD + i, visit);
            entered.incrementAndGet();
          } catch (LinkEnded tooLate) {
            // All but one.
          }
        });

    assertThat(entered).hasValue(1);
  }

  @Test
  void tellEachOtherOfNewMembersAndTeams() {
    var there = second.bean(Staff.class);
    int before = there.members().size();

    var member = add(Role.LEAD);
    var team = staff.createTeam(Actor.system(), "Team " + UUID.randomUUID());

    within(PROMISED, () -> there.members().size() == before + 1);
    within(PROMISED, () -> there.teamByNo(team.no()).isPresent());
    assertThat(there.memberByEmail(member.email()).orElseThrow().name()).isEqualTo(member.name());
  }

  private Member add(Role role) {
    var email = "m" + UUID.randomUUID().toString().substring(0, 8) + "@brightwater.example";
    return staff.add(new NewMember("Nora Vang", email, role, List.of(), PASSWORD)).member();
  }

  private static Browser signedIn(int port, Member member) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    assertThat(browser.post("/sign-in", "email", member.email(), "password", PASSWORD).status())
        .isEqualTo(302);
    return browser;
  }

  private static Browser.Page tryToSignIn(int port, Member member, String password) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    return browser.post("/sign-in", "email", member.email(), "password", password);
  }

  private static Browser sameCookies(Browser browser, int port) {
    var other = new Browser(port);
    other.cookies().putAll(browser.cookies());
    return other;
  }

  /// Opens the stream of events; the result is everything it said until it ended.
  private static CompletableFuture<String> listen(int port, Browser browser)
      throws IOException, InterruptedException {
    var cookies =
        browser.cookies().entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events"))
                    .header("Cookie", cookies)
                    .header("Accept", "text/event-stream")
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    return CompletableFuture.supplyAsync(() -> response.body().collect(Collectors.joining("\n")));
  }

  private static void within(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).describedAs("in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private interface Step {
    void run(int number);
  }

  private static void atOnce(int count, Step step) throws InterruptedException {
    var start = new CountDownLatch(1);
    var runs = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < count; i++) {
      int number = i;
      runs.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException stopped) {
                  Thread.currentThread().interrupt();
                }
                step.run(number);
              },
              runnable -> Thread.ofVirtual().start(runnable)));
    }
    start.countDown();
    for (var run : runs) {
      assertThatNoException()
          .isThrownBy(
              () -> {
                try {
                  run.get(60, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException failed) {
                  throw new IllegalStateException(failed);
                }
              });
    }
  }
}
