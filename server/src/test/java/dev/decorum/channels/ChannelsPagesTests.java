package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What an admin sees and does about mailboxes.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
class ChannelsPagesTests {

  private static final String PASSWORD = "plum orchard window";

  /// What was answered so far of a mailbox at Google.
  private static final String[] GOOGLE = {
    "inHost", "imap.gmail.com", "inPort", "993",
    "outHost", "smtp.gmail.com", "outPort", "465",
    "back", "month"
  };

  @Autowired Staff staff;
  @Autowired Mailboxes mailboxes;
  @Autowired MailFetching fetching;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private Browser admin;
  private String unique;

  @BeforeEach
  void signIn() {
    unique = RowIds.next().toString().substring(24);
    admin = signedIn(Role.ADMIN);
  }

  private static String[] with(String[] answers, String... more) {
    return Stream.concat(Arrays.stream(answers), Arrays.stream(more)).toArray(String[]::new);
  }

  private Browser signedIn(Role role) {
    var email = role.word() + "-" + unique + "@staff.example";
    staff.add(new NewMember("Mette Friis", email, role, List.of(), PASSWORD));
    var browser = new Browser(port);
    browser.get("/sign-in");
    assertThat(browser.post("/sign-in", "email", email, "password", PASSWORD).location())
        .isEqualTo("/");
    return browser;
  }

  @Test
  void fillsInTheServersOfACommonProvider() {
    var no = mailboxes.add(Actor.system(), NewMailbox.at("desk-" + unique + "@gmail.com")).no();

    assertThat(admin.get("/admin/channels/" + no).body())
        .contains("smtp.gmail.com", "Filled in as Google names its servers");
    assertThat(admin.get("/admin/channels/" + no + "/incoming").body())
        .contains("imap.gmail.com", "desk-" + unique + "@gmail.com");
    assertThat(admin.post("/admin/channels/" + no + "/outgoing/suggest").body())
        .contains("value=\"465\"");
  }

  @Test
  void connectsAMailboxByAProviderOneQuestionAPage() {
    admin.get("/admin/channels/connect");
    assertThat(admin.post("/admin/channels/connect", "address", "nobody").body())
        .contains("There is a problem", "This is not an e-mail address.");
    var address = "connect-" + unique + "@gmail.com";
    var way = admin.post("/admin/channels/connect", "address", address).location();
    assertThat(admin.get(way).body()).contains("Google runs the mail of this address.");
    assertThat(admin.post(way).status()).isEqualTo(422);
    // Who comes again goes on with the mailbox that is there.
    assertThat(admin.post("/admin/channels/connect", "address", address).location()).isEqualTo(way);

    var back = admin.post(way, "way", "found").location();
    assertThat(back).startsWith(way + "/back?").contains("inHost=imap.gmail.com", "inPort=993");
    admin.get(back);
    assertThat(admin.post(way + "/back", "inHost", "imap.gmail.com").body())
        .contains("Choose how far back.");
    var by = admin.post(way + "/back", GOOGLE).location();
    assertThat(by).startsWith(way + "/by?");
    assertThat(admin.get(by).body()).contains("sign in at Google?", "An app password");
    assertThat(admin.post(way + "/by", GOOGLE).body()).contains("Choose what to sign in with.");

    var page = admin.get(admin.post(way + "/by", with(GOOGLE, "by", "password")).location()).body();
    assertThat(page).contains("imap.gmail.com and smtp.gmail.com", "name=\"password\"", address);
    assertThat(page).doesNotContain("Nothing is saved yet", "name=\"client\"");
    var application = admin.post(way + "/by", with(GOOGLE, "by", "application")).location();
    assertThat(admin.get(application).body())
        .contains(
            "Which application signs in?", "https://mail.google.com/", "name=\"refreshToken\"")
        .doesNotContain("name=\"password\"", "name=\"tenant\"");
    var mailbox = mailboxes.byAddress(address).orElseThrow();
    assertThat(mailbox.outgoing()).isNull();
    assertThat(fetching.server(mailbox.id())).isEmpty();
  }

  /// It takes no password for fetching.
  @Test
  void asksForAnApplicationOfMicrosoftAtOnce() {
    var home = added() + "/connect";
    String[] servers = {"inHost", "outlook.office365.com", "inPort", "993", "back", "new"};

    var page = admin.get(admin.post(home + "/back", servers).location()).body();

    assertThat(page)
        .contains("Which application signs in?", "SMTP.Send", "name=\"tenant\"")
        .doesNotContain("name=\"password\"");
  }

  @Test
  void sendsByAnApplicationAndKeepsTheNewestRefreshToken() throws IOException {
    var mailbox = mailboxes.add(Actor.system(), NewMailbox.at("app-" + unique + "@relay.example"));
    try (var sink = Sink.withToken("relay", "access");
        var provider =
            new TokenProvider("{\"access_token\":\"access\",\"refresh_token\":\"r2\"}")) {
      var grant =
          new TokenGrant(TokenGrant.Provider.OTHER, null, provider.address(), "app", null, "r1");
      var server =
          new OutgoingServer("127.0.0.1", sink.port(), "relay", null, grant, TlsMode.AUTO, true);

      mailboxes.sendBy(Actor.system(), mailbox.id(), server);

      assertThat(mailboxes.tryOutgoing(mailbox.id())).isEmpty();
      assertThat(provider.asked())
          .containsExactly("grant_type=refresh_token&client_id=app&refresh_token=r1");
      assertThat(mailboxes.serverOf(mailbox.id()).orElseThrow().grant())
          .isEqualTo(grant.with(null, "r2"));
      assertThat(mailboxes.get(mailbox.id()).outgoing()).isEqualTo(server.withoutSecrets());
    }
    assertThat(mailboxes.tryOutgoing(mailbox.id()).orElseThrow()).contains("gives no token");
  }

  @Test
  void sendsByAnApplicationThatIsNamedOnThePageOfTheMailbox() {
    var page = added();
    var id = mailboxes.byNo(Integer.parseInt(page.substring(page.lastIndexOf('/') + 1))).id();
    String[] google = {"host", "93.184.215.14", "user", "help", "tls", "tls", "by", "google"};
    var ours = with(google, "client", "our-app");
    admin.get(page);

    var refused = admin.post(page + "/outgoing", with(ours, "port", "465"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("The application needs its id and a refresh token.", "value=\"our-app\"");
    assertThat(
            admin
                .post(page + "/outgoing", with(ours, "port", "465", "refreshToken", "sesame-9"))
                .location())
        .isEqualTo(page);
    assertThat(admin.get(page).body()).contains("our-app").doesNotContain("sesame-9");

    // What is known is kept for the same application, and for no other.
    assertThat(admin.post(page + "/outgoing", with(ours, "port", "587")).location())
        .isEqualTo(page);
    var kept = mailboxes.serverOf(id).orElseThrow();
    assertThat(kept.port()).isEqualTo(587);
    assertThat(kept.grant()).isEqualTo(TokenGrant.google("our-app", null, "sesame-9"));
    assertThat(
            admin
                .post(page + "/outgoing", with(google, "port", "587", "client", "another"))
                .status())
        .isEqualTo(422);
    assertThat(
            admin
                .post(page + "/outgoing", "host", "93.184.215.14", "port", "587", "user", "help")
                .body())
        .contains("Type the password of this user");
    assertThat(mailboxes.serverOf(id)).contains(kept);
  }

  @Test
  void savesNoServerThatDoesNotLetUsIn() {
    var home = added() + "/connect";
    admin.get(home + "/servers?way=smtp");
    assertThat(admin.post(home + "/servers", "way", "smtp", "outPort", "0").body())
        .contains("Enter the name of the server.", "A port is a number");
    assertThat(
            admin
                .post(home + "/servers", "way", "smtp", "outHost", "127.0.0.1", "outPort", "25")
                .location())
        .startsWith(home + "/sign-in?");

    var inside = admin.post(home + "/sign-in", "outHost", "127.0.0.1", "outPort", "25", "user", "");

    assertThat(inside.status()).isEqualTo(422);
    assertThat(inside.body()).contains("By which server do you send?", "in the private network");
    assertThat(
            admin
                .post(home + "/sign-in", "outHost", "127.0.0.1", "outPort", "25", "user", "help")
                .body())
        .contains("Type the password of this user");
  }

  private String added() {
    admin.get("/admin/channels");
    var answer =
        admin.post(
            "/admin/channels", "address", "help-" + unique + "@brightwater.example", "team", "0");
    assertThat(answer.location()).startsWith("/admin/channels/");
    return answer.location();
  }

  @Test
  void addsAMailboxThatTakesMailAtOnce() throws IOException {
    var page = added();

    assertThat(admin.get("/admin/channels").body())
        .contains(
            "help-" + unique + "@brightwater.example", "Nothing has come yet.", "Not sending");
    assertThat(admin.get(page).body()).contains("Outgoing server");
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin("ann@client.example", "help-" + unique + "@brightwater.example");
      peer.send("From: ann@client.example\r\nSubject: " + unique + "\r\n\r\nhi\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
    assertThat(admin.get("/admin/channels").body()).contains("Last mail");
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    added();

    admin.get("/admin/channels");
    var twice = admin.post("/admin/channels", "address", "HELP-" + unique + "@brightwater.example");
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.body()).contains("There is a mailbox with this address already.");
    assertThat(admin.post("/admin/channels", "address", "nobody").body())
        .contains("This is not an e-mail address.");
    assertThat(admin.post("/admin/channels", "address", "a+b@brightwater.example").body())
        .contains("cannot be a mailbox");
  }

  @Test
  void neverShowsThePasswordOfTheOutgoingServer() {
    var page = added();
    var mailbox = mailboxes.byNo(Integer.parseInt(page.substring(page.lastIndexOf('/') + 1)));
    mailboxes.sendBy(
        Actor.system(),
        mailbox.id(),
        new OutgoingServer("127.0.0.1", 2526, "relay", "open-sesame-9", TlsMode.NONE, true));

    assertThat(admin.get(page).body()).contains("relay", "127.0.0.1").doesNotContain("open-sesame");
    assertThat(
            jdbc.sql("select m::text from channels.mailbox m where id = :id")
                .param("id", mailbox.id().id())
                .query(String.class)
                .single())
        .doesNotContain("relay", "brightwater", "open-sesame");

    var tested = admin.post(page + "/outgoing/test");
    assertThat(tested.body()).contains("The outgoing server 127.0.0.1 cannot be reached.");
  }

  @Test
  void saysInWordsWhyMailCannotBeFetchedAndNeverShowsASecret() throws IOException {
    var page = added();
    var mailbox = mailboxes.byNo(Integer.parseInt(page.substring(page.lastIndexOf('/') + 1)));
    var nobody = RealNode.freePort();
    fetching.fetchFrom(
        Actor.system(),
        mailbox.id(),
        IncomingServer.at("127.0.0.1", nobody, "relay", "open-sesame-9", TlsMode.NONE, true));

    var tested = admin.post(page + "/incoming/test");
    assertThat(tested.body())
        .contains("The server 127.0.0.1 does not answer on port " + nobody, "Try again")
        .doesNotContain("open-sesame");
    var shown = page + "/incoming";
    for (int i = 0; i < 200 && !admin.get(shown).body().contains("Not fetching"); i++) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(admin.get(shown).body()).contains("Not fetching", "relay", "Next try:");
    assertThat(admin.get("/admin/channels").body()).contains("Not fetching", "does not answer");
    assertThat(admin.get(page).body()).contains("Not fetching");
    assertThat(
            jdbc.sql("select s::text from channels.imap_source s where mailbox_id = :id")
                .param("id", mailbox.id().id())
                .query(String.class)
                .single())
        .doesNotContain("relay", "127.0.0.1", "open-sesame");

    assertThat(admin.post(page + "/incoming/compare").location()).endsWith(shown);
    assertThat(admin.get(shown).body()).contains("are being compared");
    assertThat(admin.post(page + "/incoming/remove").location()).endsWith(shown);
    assertThat(fetching.server(mailbox.id())).isEmpty();
  }

  @Test
  void saysAtTheFieldWhatIsWrongWithAnIncomingServerAndKeepsWhatWasTyped() {
    var page = added() + "/incoming";
    admin.get(page);
    var inside =
        admin.post(
            page, "host", "10.0.0.1", "port", "993", "user", "help", "password", "open-sesame-9");
    assertThat(inside.status()).isEqualTo(422);
    assertThat(inside.body())
        .contains("This server is in the private network", "The one you typed is kept")
        .doesNotContain("open-sesame");
    assertThat(
            admin
                .post(page, "host", "93.184.215.14", "port", "993", "user", "help", "by", "google")
                .body())
        .contains("The application needs its id and a refresh token.");
    assertThat(
            admin
                .post(
                    page,
                    "host",
                    "93.184.215.14",
                    "port",
                    "993",
                    "user",
                    "help",
                    "password",
                    "x",
                    "afterwards",
                    "move",
                    "target",
                    "INBOX")
                .body())
        .contains("Name another folder");
    assertThat(
            admin
                .post(
                    page,
                    "host",
                    "93.184.215.14",
                    "port",
                    "993",
                    "user",
                    "help",
                    "password",
                    "x",
                    "since",
                    "yesterday")
                .body())
        .contains("This is not a date.");
  }

  @Test
  void mayNotSendUsIntoThePrivateNetwork() {
    var page = added();
    for (var host : List.of("127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]")) {
      admin.get(page);
      var answer = admin.post(page + "/outgoing", "host", host, "port", "25", "tls", "auto");

      assertThat(answer.status()).as(host).isEqualTo(422);
      assertThat(answer.body()).contains("This server is in the private network.");
    }
    assertThat(admin.post(page + "/outgoing", "host", "a b", "port", "25").body())
        .contains("This server cannot be found.");
    assertThat(admin.post(page + "/outgoing", "host", "1.1.1.1", "port", "70000").body())
        .contains("A port is a number from 1 to 65535.");
    assertThat(
            mailboxes.byNo(Integer.parseInt(page.substring(page.lastIndexOf('/') + 1))).outgoing())
        .isNull();
  }

  @Test
  void keepsWhatWasTypedInARefusedFormAndSaysAtTheFieldWhatIsWrong() {
    var page = added();
    admin.get(page);
    admin.post(page, "name", "Brightwater", "team", "0", "signature", "Kind regards");
    admin.get(page);

    var details =
        admin.post(page, "name", "x".repeat(101), "team", "0", "signature", "Typed just now");

    assertThat(details.status()).isEqualTo(422);
    assertThat(details.body())
        .contains("Typed just now", "value=\"" + "x".repeat(101) + "\"", "id=\"name-error\"");
    var team = admin.post(page, "name", "House", "team", "9999", "signature", "Typed just now");
    assertThat(team.status()).isEqualTo(422);
    assertThat(team.body())
        .contains("value=\"House\"", "Typed just now", "id=\"team-error\"", "no such team");

    var outgoing =
        admin.post(
            page + "/outgoing",
            "host",
            "mail.example.org",
            "port",
            "70000",
            "user",
            "relay",
            "password",
            "open-sesame-9",
            "tls",
            "starttls");

    assertThat(outgoing.status()).isEqualTo(422);
    assertThat(outgoing.body())
        .contains("value=\"mail.example.org\"", "value=\"70000\"", "value=\"relay\"")
        .containsPattern("value=\"starttls\" checked")
        .contains("id=\"port-error\"", "The one you typed is kept", "Kind regards")
        .doesNotContain("open-sesame");
    var typed =
        Pattern.compile("name=\"typedPassword\" value=\"([^\"]+)\"").matcher(outgoing.body());
    assertThat(typed.find()).isTrue();
    var again =
        admin.post(
            page + "/outgoing",
            "host",
            "1.1.1.1",
            "port",
            "587",
            "user",
            "relay",
            "typedPassword",
            typed.group(1),
            "tls",
            "starttls");
    assertThat(again.location()).isEqualTo(page);
    var mailbox = mailboxes.byNo(Integer.parseInt(page.substring(page.lastIndexOf('/') + 1)));
    assertThat(mailboxes.serverOf(mailbox.id()))
        .get()
        .extracting(OutgoingServer::password)
        .isEqualTo("open-sesame-9");
    assertThat(mailbox.name()).isEqualTo("Brightwater");
  }

  @Test
  void asksForThePasswordOfAnotherServerInsteadOfDroppingIt() {
    var page = added();
    admin.get(page);
    String[] first = {"host", "1.1.1.1", "port", "587", "user", "relay", "password", "sesame-9"};
    assertThat(admin.post(page + "/outgoing", first).location()).isEqualTo(page);

    admin.get(page);
    String[] other = {
      "host", "1.0.0.1", "port", "587", "user", "relay", "typedPassword", "no-such-seal"
    };
    var refused = admin.post(page + "/outgoing", other);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("id=\"password-error\"", "value=\"1.0.0.1\"");
    String[] same = {"host", "1.1.1.1", "port", "465", "user", "relay", "tls", "tls"};
    assertThat(admin.post(page + "/outgoing", same).location()).isEqualTo(page);
  }

  @Test
  void showsMailThatWaitsAndDoesAsItIsTold() throws IOException {
    added();
    var colleague = Role.ADMIN.word() + "-" + unique + "@staff.example";
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(colleague, "help-" + unique + "@brightwater.example");
      peer.send(
          "From: "
              + colleague
              + "\r\nSubject: <script>alert(1)</script>\r\n\r\n"
              + unique
              + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }

    var page = pageThatShows(colleague);

    assertThat(page)
        .contains("It bears the address of a colleague")
        .doesNotContain("<script>alert");
    var id = Pattern.compile("/admin/channels/mail/([0-9a-f-]{36})/new").matcher(page);
    assertThat(id.find()).isTrue();
    var raw = admin.get("/admin/channels/mail/" + id.group(1) + "/raw");
    assertThat(raw.body())
        .contains(unique, "<script>alert(1)</script>", "Received: from peer.example");
    assertThat(raw.header("Content-Disposition")).startsWith("attachment");
    assertThat(raw.header("Content-Type")).isEqualTo("application/octet-stream");
    admin.get("/admin/channels/mail");
    assertThat(admin.post("/admin/channels/mail/" + id.group(1) + "/new").location())
        .isEqualTo("/admin/channels/mail");
    assertThat(admin.get("/admin/channels/mail").body()).doesNotContain(id.group(1));
    assertThat(admin.post("/admin/channels/mail/" + id.group(1) + "/discard").status())
        .isEqualTo(404);
  }

  private String pageThatShows(String words) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      var page = admin.get("/admin/channels/mail").body();
      if (page.contains(words)) return page;
      assertThat(System.nanoTime()).as("it was not shown within 20 seconds").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void opensToThoseWhoManageChannelsOnly() {
    var page = added();
    for (var role : List.of(Role.AGENT, Role.LEAD, Role.OFFICER)) {
      var other = signedIn(role);
      other.get("/me/profile");
      assertThat(other.get("/admin/channels").status()).isEqualTo(403);
      assertThat(other.get("/admin/channels/mail").status()).isEqualTo(403);
      assertThat(other.post(page + "/close").status()).isEqualTo(403);
    }
    assertThat(mailboxes.byNo(Integer.parseInt(page.substring(page.lastIndexOf('/') + 1))).open())
        .isTrue();
    assertThat(new Browser(port).get("/admin/channels").location()).startsWith("/sign-in");
  }
}
