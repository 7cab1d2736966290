package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.audit.Actor;
import dev.decorum.channels.SigningKey.Found;
import dev.decorum.channels.SigningKey.State;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.Recipients;
import dev.decorum.mail.MailComposer;
import dev.decorum.mail.OutgoingMail;
import dev.decorum.mail.auth.Authentication;
import dev.decorum.mail.auth.DkimKey;
import dev.decorum.mail.auth.DkimResult;
import dev.decorum.mail.auth.DmarcResult;
import dev.decorum.mail.auth.Envelope;
import dev.decorum.mail.auth.MailAuthentication;
import dev.decorum.mail.auth.Resolver;
import dev.decorum.mail.auth.ResolverTrouble;
import dev.decorum.mail.auth.Trust;
import dev.decorum.network.Reach;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Our signature on mail that has travelled by SMTP, checked as its recipients would.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(SigningTests.Dns.class)
@Timeout(120)
class SigningTests {

  /// Text records that exist in this test only.
  @TestConfiguration(proxyBeanMethods = false)
  static class Dns {

    @Bean
    @Primary
    Records records() {
      return new Records();
    }
  }

  static final class Records implements TextRecords {
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    @Override
    public List<String> of(String name) {
      var found = records.getOrDefault(name, List.of());
      if (found.contains("SILENT")) throw new ResolverTrouble("No answer.");
      return found;
    }
  }

  private static final Actor ACTOR = Actor.system();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Autowired Mailboxes mailboxes;
  @Autowired SigningKeys keys;
  @Autowired Records dns;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final Sink sink = Sink.plain();
  private String unique;
  private String domain;
  private Mailbox mailbox;
  private Viewer mette;

  @BeforeEach
  void setUp() {
    unique = RowIds.next().toString().substring(24);
    domain = "brightwater-" + unique + ".example";
    mailbox =
        mailboxes.add(
            ACTOR, new NewMailbox("help@" + domain, "Brightwater", unique, sink.asServer()));
    var member =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette-" + unique + "@staff.example",
                    Role.ADMIN,
                    List.of(unique),
                    "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private SigningKey signing(DkimKey.Kind kind) {
    var key = keys.prepare(ACTOR, domain, kind);
    publish(key);
    assertThat(keys.lookUp(ACTOR, domain, key.id())).isEqualTo(Found.THERE);
    return key;
  }

  private void publish(SigningKey key) {
    dns.records.put(key.recordName(), List.of(key.record()));
  }

  private Sink.Caught sent() throws InterruptedException {
    var random = new byte[5_000];
    new Random(7).nextBytes(random);
    inbox.start(
        mette,
        new NewConversation(
            null,
            new Recipients(List.of(Address.of("ann@client.example")), List.of(), List.of()),
            "Grüße vom Aufzug, in einem Betreff, der länger ist als eine Zeile einer Mail sein darf",
            ".\n..\nFrom here on: dots, \u00e9\u00e8, \ud83d\ude00 and blanks at the end   \n\n\nEnd\n\n",
            staff.teamByName(unique).orElseThrow().id(),
            List.of(
                new NewFile("plän.bin", "application/octet-stream", new ByteArrayResource(random))),
            null,
            null,
            false));
    return sink.next();
  }

  private Authentication check(byte[] mail) {
    var resolver =
        new Resolver() {
          @Override
          public List<String> text(String name) {
            return name.equals("_dmarc." + domain)
                ? List.of("v=DMARC1; p=reject; adkim=s")
                : dns.of(name);
          }

          @Override
          public List<InetAddress> addresses(String name, boolean version6) {
            return List.of();
          }

          @Override
          public List<String> mailHosts(String name) {
            return List.of();
          }

          @Override
          public List<String> names(InetAddress address) {
            return List.of();
          }
        };
    return new MailAuthentication(resolver, clock, Trust.nobody()).check(mail, Envelope.unknown());
  }

  @Test
  void signsOnlyOnceTheRecordIsInDns() throws InterruptedException {
    assertThat(sent().header("DKIM-Signature")).isNull();
    var key = keys.prepare(ACTOR, domain, DkimKey.Kind.RSA);
    assertThat(sent().header("DKIM-Signature")).isNull();

    assertThat(keys.lookUp(ACTOR, domain, key.id())).isEqualTo(Found.MISSING);
    dns.records.put(key.recordName(), List.of("SILENT"));
    assertThat(keys.lookUp(ACTOR, domain, key.id())).isEqualTo(Found.UNKNOWN);
    dns.records.put(key.recordName(), List.of("v=DKIM1; k=rsa; p=AAAA"));
    assertThat(keys.lookUp(ACTOR, domain, key.id())).isEqualTo(Found.DIFFERENT);
    assertThat(sent().header("DKIM-Signature")).isNull();
    // As DNS tools fold it.
    dns.records.put(key.recordName(), List.of(key.record().replace("IDAQAB", " IDAQAB ; ")));
    assertThat(keys.lookUp(ACTOR, domain, key.id())).isEqualTo(Found.THERE);

    var mail = sent();
    assertThat(mail.header("DKIM-Signature")).contains("d=" + domain, "s=" + key.selector());
    assertThat(check(mail.bytes()).dmarc().state()).isEqualTo(DmarcResult.State.PASS);
    assertThat(check(mail.bytes()).dmarc().proof()).isEqualTo(DmarcResult.Proof.DKIM);
  }

  @Test
  void signsWithBothKindsOfKeys() throws InterruptedException {
    signing(DkimKey.Kind.RSA);
    signing(DkimKey.Kind.ED25519);

    var found = check(sent().bytes());

    assertThat(found.dkim()).hasSize(2).allMatch(DkimResult::passes);
  }

  @Test
  void notesWhatWasChangedOnTheWay() throws InterruptedException {
    signing(DkimKey.Kind.RSA);
    var mail = sent();

    var altered =
        mail.text().replace("Subject: ", "Subject: Not ").getBytes(StandardCharsets.UTF_8);

    assertThat(check(mail.bytes()).dkim()).hasSize(1).allMatch(DkimResult::passes);
    assertThat(check(altered).dkim()).hasSize(1).noneMatch(DkimResult::passes);
  }

  @Test
  void travelsWithoutLosingAByte() throws InterruptedException {
    var key = signing(DkimKey.Kind.RSA);
    var composed =
        MailComposer.compose(
            OutgoingMail.from(
                    dev.decorum.mail.Address.of(mailbox.address()),
                    RowIds.next() + "@" + domain,
                    clock.instant().atOffset(ZoneOffset.UTC))
                .to(dev.decorum.mail.Address.of("ann@client.example"))
                .subject("Grüße, " + "lang ".repeat(40))
                .text(".\r\n..\n. \nFrom here\n\ttabs\u00a0and é\n\n\n")
                .build());
    var signed = keys.sign(domain, composed.bytes());

    new SmtpClient(sink.asServer(), Reach.ANYWHERE, "test.example", PATIENCE, () -> "")
        .send(signed, mailbox.address(), List.of("ann@client.example"), false, () -> true);

    var arrived = sink.next().bytes();
    // Above all that was sent stands what the receiving server notes.
    assertThat(new String(arrived, StandardCharsets.ISO_8859_1))
        .startsWith("Received: ")
        .endsWith("\r\n" + new String(signed, StandardCharsets.ISO_8859_1));
    assertThat(check(arrived).dkim())
        .extracting(DkimResult::selector, DkimResult::passes)
        .containsExactly(tuple(key.selector(), true));
  }

  @Test
  void changesToANewKeyAndLeavesTheOldRecordInPlace() throws InterruptedException {
    var first = signing(DkimKey.Kind.RSA);
    var underWay = sent();

    var second = signing(DkimKey.Kind.RSA);

    assertThat(second.selector()).isNotEqualTo(first.selector());
    assertThat(keys.of(domain))
        .extracting(SigningKey::state)
        .containsExactly(State.SIGNING, State.RETIRED);
    assertThat(sent().header("DKIM-Signature"))
        .contains("s=" + second.selector() + ";")
        .doesNotContain("s=" + first.selector() + ";");
    assertThat(check(underWay.bytes()).dkim()).allMatch(DkimResult::passes);
  }

  @Test
  void keepsTheSecretHalfSealed() {
    var key = signing(DkimKey.Kind.ED25519);

    var row =
        jdbc.sql("select secret from channels.signing_key where id = :id")
            .param("id", key.id())
            .query((one, _) -> HexFormat.of().formatHex(one.getBytes("secret")))
            .single();

    // How every PKCS #8 key of this kind begins.
    assertThat(row).hasSizeGreaterThan(100).doesNotContain("302e020100300506032b6570");
  }

  @Test
  void showsTheLineToCopyAndTurnsSigningOnFromThePage() {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post(
        "/sign-in",
        "email",
        "mette-" + unique + "@staff.example",
        "password",
        "plum orchard window");
    var page = "/admin/channels/" + mailbox.no() + "/signing";
    assertThat(browser.get(page).body()).contains("Not signed");

    browser.post(page, "kind", "rsa");
    var key = keys.of(domain).getFirst();

    assertThat(browser.get(page).body())
        .contains(key.recordName(), key.record().substring(0, 60), "Look it up");
    browser.post(page + "/" + key.id() + "/look-up");
    assertThat(keys.of(domain).getFirst().state()).isEqualTo(State.PREPARED);
    publish(key);
    browser.get(page);
    browser.post(page + "/" + key.id() + "/look-up");
    assertThat(keys.of(domain).getFirst().state()).isEqualTo(State.SIGNING);
    assertThat(browser.get(page).body()).contains("Signed");
    browser.post(page + "/" + key.id() + "/retire");
    assertThat(keys.of(domain).getFirst().state()).isEqualTo(State.RETIRED);
    assertThat(browser.post(page + "/" + RowIds.next() + "/use").status()).isEqualTo(404);
  }
}
