package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "decorum.demo=true")
@DatabaseTest
class SignInTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String OTHER_PASSWORD = "green kettle morning";

  @Autowired Staff staff;
  @Autowired AccessTokens tokens;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  private Member mette;

  @BeforeEach
  void someone() {
    jdbc.sql("delete from staff.attempt").update();
    mette = add(Role.ADMIN);
  }

  @Test
  void opensTheDoorAndClosesIt() {
    var browser = new Browser(port);

    var asked = browser.get("/me/profile");
    assertThat(asked.status()).isEqualTo(303);
    assertThat(asked.location()).isEqualTo("/sign-in?next=%2Fme%2Fprofile");
    assertThat(browser.get(asked.location()).body()).contains("<h1>Sign in</h1>");

    var entered = signIn(browser, mette.email(), PASSWORD, "/me/profile");
    assertThat(entered.location()).isEqualTo("/me/profile");
    assertThat(entered.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("SESSION=")
                    .contains("Path=/", "HttpOnly", "SameSite=Lax")
                    .doesNotContain("Secure"));
    assertThat(browser.get("/me/profile").body()).contains(mette.email());

    var left = browser.post("/sign-out");
    assertThat(left.header("Clear-Site-Data")).contains("cookies");
    assertThat(browser.cookies()).doesNotContainKey("SESSION");
    assertThat(browser.get("/me/profile").status()).isEqualTo(303);
  }

  @Test
  void doesNotTellWhetherAnAddressIsKnown() {
    var disabled = add(Role.AGENT);
    staff.disable(Actor.system(), disabled.id());
    var invited =
        staff.add(new NewMember("Inger", address(), Role.AGENT, List.of(), null)).member();

    var answers =
        List.of(mette.email(), disabled.email(), invited.email(), "nobody@nowhere.example").stream()
            .map(
                email -> {
                  var browser = new Browser(port);
                  browser.get("/sign-in");
                  var page = browser.post("/sign-in", "email", email, "password", "wrong wrong 1");
                  assertThat(page.status()).isEqualTo(422);
                  return normal(page.body()).replace(email, "EMAIL");
                })
            .distinct()
            .toList();

    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst()).contains("There is a problem", "is not right");
    var right = new Browser(port);
    assertThat(signIn(right, disabled.email(), PASSWORD, "/").status()).isEqualTo(422);
  }

  @Test
  void takesThreeTimesTheSameWorkForEveryKindOfAccount() {
    var disabled = add(Role.AGENT);
    staff.disable(Actor.system(), disabled.id());
    var kinds = List.of(mette.email(), disabled.email(), "nobody@nowhere.example");
    // The least of each: whatever else the machine does only adds to it.
    var least = new long[kinds.size()];
    Arrays.fill(least, Long.MAX_VALUE);

    for (int round = 0; round < 9; round++) {
      for (int kind = 0; kind < kinds.size(); kind++) {
        var browser = new Browser(port);
        browser.get("/sign-in");
        long start = System.nanoTime();
        browser.post("/sign-in", "email", kinds.get(kind), "password", "wrong wrong 1");
        least[kind] = Math.min(least[kind], System.nanoTime() - start);
      }
    }

    // The hash dominates; a missing one would be ten times as fast.
    Arrays.sort(least);
    assertThat(least[0]).isGreaterThan(least[2] / 2);
  }

  @Test
  void leadsOnlyToItsOwnPages() {
    for (var elsewhere :
        List.of(
            "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
      var browser = new Browser(port);

      var entered = signIn(browser, mette.email(), PASSWORD, elsewhere);

      assertThat(entered.location()).isEqualTo("/");
    }
  }

  @Test
  void givesANewSessionAtEachSignInAndEndsTheOneBefore() {
    var browser = new Browser(port);
    signIn(browser, mette.email(), PASSWORD, "/");
    var first = browser.cookies().get("SESSION");

    browser.get("/me/profile");
    browser.post("/sign-in", "email", mette.email(), "password", PASSWORD);

    assertThat(browser.cookies().get("SESSION")).isNotEqualTo(first);
    var old = new Browser(port);
    old.cookies().put("SESSION", first);
    assertThat(old.get("/me/profile").status()).isEqualTo(303);
  }

  @Test
  void refusesFormsThatAreNotItsOwn() {
    var browser = new Browser(port);
    signIn(browser, mette.email(), PASSWORD, "/");
    browser.get("/me/profile");

    assertThat(browser.postBody("/me/profile", "name=Mallory").status()).isEqualTo(403);
    assertThat(browser.postBody("/me/profile", "name=Mallory&_csrf=AAAA").status()).isEqualTo(403);
    assertThat(browser.get("/me/profile").body()).doesNotContain("Mallory");
    var form = browser.post("/me/profile", "name", "Mette F.", "zone", "");
    assertThat(form.status()).isBetween(302, 303);
    assertThat(browser.get("/me/profile").body()).contains("Mette F.");
  }

  @Test
  void whatAPageStillSendsWhenItIsLeftDisturbsNoSignIn() {
    var browser = new Browser(port);

    assertThat(browser.postBody("/c/1/presence?state=gone", "").status()).isEqualTo(403);

    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void refusesFormsOnBehalfOfOtherSitesEvenWithTheToken() {
    var browser = new Browser(port);
    var page = browser.get("/sign-in").body();
    var form = "email=a&password=b&_csrf=" + csrf(page);

    assertThat(browser.postBody("/sign-in", form, "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
    assertThat(browser.postBody("/sign-in", form, "Sec-Fetch-Site", "same-site").status())
        .isEqualTo(403);
    assertThat(browser.postBody("/sign-in", form, "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(browser.postBody("/sign-in", form, "Origin", "null").status()).isEqualTo(403);
    assertThat(browser.postBody("/sign-in", form, "Origin", "http://localhost:" + port).status())
        .isEqualTo(422);
    assertThat(browser.postBody("/sign-in", form, "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(422);
  }

  @Test
  void limitsTriesForOneAccount() {
    for (int i = 0; i < 10; i++) {
      assertThat(signIn(new Browser(port), mette.email(), "wrong wrong " + i, "/").status())
          .isEqualTo(422);
    }

    var right = signIn(new Browser(port), mette.email(), PASSWORD, "/");

    assertThat(right.status()).isEqualTo(429);
    assertThat(right.body()).contains("too many tries");
    assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(800, 900);
    assertThat(signIn(new Browser(port), add(Role.AGENT).email(), PASSWORD, "/").status())
        .isEqualTo(302);
  }

  @Test
  void doesNotCountTriesThatSucceed() {
    for (int i = 0; i < 12; i++) {
      assertThat(signIn(new Browser(port), mette.email(), PASSWORD, "/").status()).isEqualTo(302);
    }

    assertThat(jdbc.sql("select count(*) from staff.attempt").query(Integer.class).single())
        .isZero();
  }

  @Test
  void tellsAFragmentThatNobodyIsSignedInSoThatItsPageCanStay() {
    var answer = new Browser(port).get("/me/profile", "HX-Request", "true");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("HX-Redirect")).isEmpty();
    assertThat(answer.header("Location")).isEmpty();
  }

  @Test
  void signsInByInvitationOnce() {
    var added = staff.add(new NewMember("Jonas Lind", address(), Role.AGENT, List.of(), null));
    var link = Browser.path(invitation(added).toString());
    var browser = new Browser(port);

    var sentOn = browser.get(link);
    assertThat(sentOn.location()).isEqualTo("/invitation");
    assertThat(browser.get("/invitation").body()).contains("Jonas Lind");
    assertThat(browser.post("/invitation", "password", "short").status()).isEqualTo(422);
    assertThat(browser.post("/invitation", "password", "jonas lind decorum").body())
        .contains("too close to your name");
    assertThat(browser.post("/invitation", "password", PASSWORD).status()).isEqualTo(302);

    assertThat(browser.get("/me/profile").status()).isEqualTo(200);
    assertThat(new Browser(port).open(link).status()).isEqualTo(404);
    assertThat(staff.member(added.member().id()).orElseThrow().active()).isTrue();
  }

  @Test
  void worksOnlyForWhatALinkWasMade() {
    var invited = staff.add(new NewMember("Jonas Lind", address(), Role.AGENT, List.of(), null));
    var keys =
        List.of(
            key(invitation(invited)),
            key(staff.resetLink(Actor.system(), mette.id())),
            key(staff.demoLink(mette.id())));
    var pages = List.of("/invitation", "/reset", "/demo", "/setup");

    for (var key : keys) {
      for (var page : pages) {
        boolean meant = keys.indexOf(key) == pages.indexOf(page);
        var status = new Browser(port).open(page + "?key=" + key).status();
        if (meant) {
          assertThat(status).describedAs("the link to %s", page).isNotIn(401, 403, 500);
        } else {
          assertThat(status).describedAs("another link at %s", page).isEqualTo(404);
        }
      }
    }
    for (var nothing : List.of("", "%20", "0", "null", "A".repeat(43))) {
      for (var page : pages) {
        assertThat(new Browser(port).open(page + "?key=" + nothing).status()).isEqualTo(404);
      }
    }
    var asSession = new Browser(port);
    asSession.cookies().put("SESSION", keys.getFirst());
    assertThat(asSession.get("/me/profile").status()).isEqualTo(303);
    var token = tokens.create(mette.id(), List.of());
    var asCookie = new Browser(port);
    asCookie.cookies().put("SESSION", token);
    assertThat(asCookie.get("/me/profile").status()).isEqualTo(303);
    assertThat(new Browser(port).get("/me/profile", "Authorization", "Bearer " + token).status())
        .isEqualTo(303);
  }

  @Test
  void signsOutEverywhereElseWhenThePasswordChanges() {
    var here = new Browser(port);
    var elsewhere = new Browser(port);
    signIn(here, mette.email(), PASSWORD, "/");
    signIn(elsewhere, mette.email(), PASSWORD, "/");
    var before = here.cookies().get("SESSION");
    here.get("/me/security");

    assertThat(
            here.post("/me/security/password", "current", "wrong", "password", OTHER_PASSWORD)
                .body())
        .contains("This is not your present password.");
    assertThat(
            here.post("/me/security/password", "current", PASSWORD, "password", OTHER_PASSWORD)
                .status())
        .isEqualTo(302);

    assertThat(here.cookies().get("SESSION")).isNotEqualTo(before);
    assertThat(here.get("/me/security").status()).isEqualTo(200);
    assertThat(elsewhere.get("/me/security").status()).isEqualTo(303);
    assertThat(signIn(new Browser(port), mette.email(), PASSWORD, "/").status()).isEqualTo(422);
  }

  @Test
  void endsSingleSessionsAndAllOfThem() {
    var here = new Browser(port);
    var elsewhere = new Browser(port);
    signIn(here, mette.email(), PASSWORD, "/");
    signIn(elsewhere, mette.email(), PASSWORD, "/");
    var page = here.get("/me/security").body();
    assertThat(page).contains("This browser", "Sign out everywhere");
    var other = page.replaceFirst("(?s).*/me/security/sessions/([0-9a-f-]{36})/end.*", "$1");

    assertThat(here.post("/me/security/sessions/" + UUID.randomUUID() + "/end").status())
        .isEqualTo(404);
    assertThat(here.post("/me/security/sessions/" + other + "/end").status()).isEqualTo(302);
    assertThat(elsewhere.get("/me/security").status()).isEqualTo(303);

    assertThat(here.post("/me/security/sign-out-everywhere").status()).isEqualTo(302);
    assertThat(here.get("/me/security").status()).isEqualTo(303);
  }

  @Test
  void recordsWhoCameInAndWhoDidNot() {
    signIn(new Browser(port), mette.email(), "wrong wrong 1", "/");
    signIn(new Browser(port), "nobody@nowhere.example", "wrong wrong 1", "/");
    signIn(new Browser(port), mette.email(), PASSWORD, "/");

    assertThat(
            jdbc.sql("select action from audit.entry where object = :id order by id")
                .param("id", mette.id().id())
                .query(String.class)
                .list())
        .containsExactly("member.added", "sign_in.failed", "member.signed_in");
    assertThat(
            jdbc.sql("select count(*) from audit.entry where action = 'sign_in.failed'")
                .query(Integer.class)
                .single())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void keepsMembersWithoutTheRoleOut() {
    var agent = add(Role.AGENT);
    var browser = new Browser(port);
    signIn(browser, agent.email(), PASSWORD, "/");

    assertThat(browser.get("/admin/people").status()).isEqualTo(403);
    assertThat(browser.get("/admin").status()).isEqualTo(403);
    assertThat(browser.get("/no-such-page").status()).isEqualTo(404);
    assertThat(
            jdbc.sql(
                    "select facts->>'page' from audit.entry where action = 'permission.denied' and actor = :id")
                .param("id", agent.id().id())
                .query(String.class)
                .list())
        .contains("/admin/people");
  }

  @Test
  void showsAdminsTheirPages() {
    var browser = new Browser(port);
    signIn(browser, mette.email(), PASSWORD, "/");

    assertThat(browser.open("/admin").body()).contains("<h1>People</h1>", mette.email());
    var invited = browser.post("/admin/people", "name", "Nora", "email", address(), "role", "lead");
    // It leaves by mail where somebody has connected a mailbox by now.
    assertThat(invited.body())
        .contains("/invitation?key=")
        .containsAnyOf("could not be sent by mail", "The link was sent to");
    assertThat(browser.post("/admin/teams", "name", "Team " + UUID.randomUUID()).status())
        .isEqualTo(302);
    var no = staff.memberByEmail(mette.email()).orElseThrow().no();
    assertThat(browser.get("/admin/people/" + no).body()).contains("This is you");
    assertThat(browser.get("/admin/people/999999").status()).isEqualTo(404);
    for (var page :
        List.of(
            "/admin/teams",
            "/admin/organisation",
            "/me/profile",
            "/me/tokens",
            "/me/signature",
            "/me/appearance",
            "/me/security")) {
      assertThat(browser.get(page).body())
          .describedAs(page)
          .contains("<h1>")
          .doesNotContain("staff.");
    }
  }

  private Browser.Page signIn(Browser browser, String email, String password, String next) {
    browser.get("/sign-in");
    return browser.post("/sign-in", "email", email, "password", password, "next", next);
  }

  private Member add(Role role) {
    return staff.add(new NewMember("Mette Friis", address(), role, List.of(), PASSWORD)).member();
  }

  private static String address() {
    return "m" + UUID.randomUUID().toString().substring(0, 8) + "@brightwater.example";
  }

  private static URI invitation(Staff.Added added) {
    return Objects.requireNonNull(added.invitation());
  }

  private static String key(URI link) {
    return link.getQuery().substring("key=".length());
  }

  private static String csrf(String page) {
    return page.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
  }

  private static String normal(String page) {
    return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "")
        .replaceAll("name=\"csrf\" content=\"[^\"]+\"", "")
        .replaceAll("nonce=\"[^\"]+\"", "");
  }
}
