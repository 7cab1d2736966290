package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.decorum.audit.Actor;
import dev.decorum.channels.dns.Lookups;
import dev.decorum.channels.dns.NotKnownYet;
import dev.decorum.channels.dns.Zone;
import dev.decorum.channels.smtp.Envelope;
import dev.decorum.channels.smtp.Reception;
import dev.decorum.channels.spool.Content;
import dev.decorum.files.Files;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Participant;
import dev.decorum.inbox.SenderCheck;
import dev.decorum.inbox.SenderProof;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.mail.auth.DkimKey;
import dev.decorum.mail.auth.DkimSigner;
import dev.decorum.mail.auth.ResolverTrouble;
import dev.decorum.staff.Member;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What who really sent a mail does to where it goes, with signed, forged and unsigned mails, and a
/// DNS of our own.
@SpringBootTest(
    properties = {
      "decorum.channels.arc-sealers=lists.example",
      "decorum.channels.relay-results=relay.brightwater.example",
      "decorum.channels.fetched-results=mx.provider.example"
    })
@DatabaseTest
@Timeout(120)
class SenderVerificationTests {

  /// Somewhere on the internet.
  private static final String OF_CLIENT = "93.184.216.34";

  private static final String OF_OTHERS = "151.101.1.69";
  private static final String INSIDE = "10.1.2.3";

  @TestConfiguration
  static class OwnDns {

    @Bean
    @Primary
    Zone zone() {
      return new Zone();
    }
  }

  @Autowired Zone zone;
  @Autowired Lookups lookups;
  @Autowired Mailboxes mailboxes;
  @Autowired Reception reception;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired IncomingMails incoming;
  @Autowired Files files;
  @Autowired Vault vault;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource dataSource;

  private final Sink sink = Sink.plain();
  private String domain;
  private String ann;
  private String help;
  private Mailbox mailbox;
  private Viewer mette;
  private DkimSigner signer;

  @BeforeEach
  void setUp() {
    // Each test has a domain, a mailbox and a client of its own.
    var unique = RowIds.next().toString().substring(24);
    domain = "client-" + unique + ".com";
    ann = "ann@" + domain;
    help = "help-" + unique + "@brightwater.example";
    mailbox =
        mailboxes.add(Actor.system(), new NewMailbox(help, "Brightwater", null, sink.asServer()));
    mette = viewer(member("mette-" + unique + "@brightwater.example", Role.ADMIN));
    signer = publish(domain);
    zone.text("_dmarc." + domain, "v=DMARC1; p=reject");
    zone.text(domain, "v=spf1 ip4:" + OF_CLIENT + " -all");
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private DkimSigner publish(String domain) {
    var key = DkimKey.generate(domain, "s1", DkimKey.Kind.ED25519);
    zone.text(key.recordName(), key.record());
    return new DkimSigner(key, clock);
  }

  private Member member(String email, Role role) {
    return staff
        .add(new NewMember("Mette Friis", email, role, List.of(), "plum orchard window"))
        .member();
  }

  private static Viewer viewer(Member member) {
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private byte[] letter(String from, String subject, String... fields) {
    return Letters.letter("Ann <" + from + ">", help, subject, "It is stuck.\n", fields)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] forged(byte[] signed) {
    return new String(signed, StandardCharsets.ISO_8859_1)
        .replace("It is stuck.", "Pay to this account.")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /// As the SMTP port does, which only hears from this machine here.
  private void deliver(String peer, String recipient, byte[] mail) {
    try {
      var outcome =
          reception.receive(
              new Envelope(
                  ann, List.of(recipient), InetAddress.ofLiteral(peer), "mail." + domain, false),
              new Bytes(mail));
      assertThat(outcome).isEqualTo(Reception.Outcome.KEPT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private record Bytes(byte[] bytes) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) return found.get();
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within 20 seconds");
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private List<ConversationRow> conversations() {
    var nos =
        Set.copyOf(
            jdbc.sql("select no from inbox.conversation where mailbox_id = :mailbox")
                .param("mailbox", mailbox.id().id())
                .query(Long.class)
                .list());
    return inbox
        .list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(row -> nos.contains(row.no()))
        .toList();
  }

  private ConversationRow conversation(String subject) {
    return soon(
        () -> conversations().stream().filter(c -> c.subject().equals(subject)).findFirst());
  }

  private List<InteractionView> messages(ConversationRow conversation) {
    return inbox.interactions(mette, conversation.no(), null, 200).items().stream()
        .filter(i -> i.kind() == Kind.MESSAGE)
        .toList();
  }

  private InteractionView message(ConversationRow conversation, int position) {
    return soon(() -> messages(conversation).stream().skip(position).findFirst());
  }

  /// Once something is known of who sent it.
  private InteractionView judged(ConversationRow conversation, int position) {
    return soon(
        () ->
            Optional.of(message(conversation, position))
                .filter(found -> found.senderProof() != SenderProof.NOT_CHECKED));
  }

  private void isFound(String subject, SenderCheck check, SenderProof proof) {
    var found = judged(conversation(subject), 0);
    assertThat(found.senderCheck()).isEqualTo(check);
    assertThat(found.senderProof()).isEqualTo(proof);
  }

  private IncomingMails.Incoming held() {
    return soon(
        () ->
            incoming.waiting(false, null, 200).stream()
                .filter(mail -> mail.mailbox().equals(mailbox.id()))
                .findFirst());
  }

  /// A conversation with Ann that we have answered.
  private record Begun(ConversationRow conversation, String token, String messageId) {}

  private Begun begun() throws Exception {
    deliver(OF_CLIENT, help, letter(ann, "Lift"));
    var conversation = conversation("Lift");
    judged(conversation, 0);
    inbox.reply(
        mette, conversation.no(), new NewReply("Hm.", null, List.of(), null, null, null, false));
    var sent = sink.next();
    return new Begun(
        conversation, sent.sender(), java.util.Objects.requireNonNull(sent.read().messageId()));
  }

  @Test
  void verifiesAMailThatItsDomainHasSigned() {
    deliver(INSIDE, help, signer.sign(letter(ann, "Signed", "Cc: Bob <bob@partner.example>")));

    isFound("Signed", SenderCheck.VERIFIED, SenderProof.SIGNED);
    // The people a verified sender names take part.
    assertThat(inbox.get(mette, conversation("Signed").no()).participants())
        .extracting(Participant::address)
        .extracting(Address::address)
        .containsExactlyInAnyOrder(ann, "bob@partner.example");
  }

  @Test
  void verifiesAMailFromAServerOfItsDomain() {
    deliver(OF_CLIENT, help, letter(ann, "Sent"));

    isFound("Sent", SenderCheck.VERIFIED, SenderProof.SENT_FROM_DOMAIN);
  }

  @Test
  void saysOfAMailFromElsewhereThatItsDomainDisownsIt() {
    deliver(OF_OTHERS, help, letter(ann, "Elsewhere", "Cc: Eve <eve@evil.example>"));

    isFound("Elsewhere", SenderCheck.FAILED, SenderProof.DISOWNED);
    assertThat(inbox.get(mette, conversation("Elsewhere").no()).participants()).hasSize(1);
  }

  @Test
  void saysOfAMailThatWasChangedOnTheWayThatItsDomainDisownsIt() {
    deliver(INSIDE, help, forged(signer.sign(letter(ann, "Changed"))));

    isFound("Changed", SenderCheck.FAILED, SenderProof.DISOWNED);
  }

  @Test
  void doesNotTakeAnothersSignatureForProof() {
    var eve = publish("evil-" + domain);

    deliver(OF_OTHERS, help, eve.sign(letter(ann, "Foreign")));

    isFound("Foreign", SenderCheck.FAILED, SenderProof.DISOWNED);
  }

  @Test
  void doesNotJudgeWhatNobodyCanKnow() {
    zone.text("_dmarc.open-" + domain, "no policy");
    deliver(OF_CLIENT, help, letter("ann@open-" + domain, "No policy"));
    // Passed on by a server of our own network: which server sent it is not known.
    int asked = zone.asked();
    deliver(INSIDE, help, letter(ann, "Passed on"));

    isFound("Passed on", SenderCheck.UNVERIFIED, SenderProof.NOT_PROVABLE);
    isFound("No policy", SenderCheck.UNVERIFIED, SenderProof.NO_POLICY);
    assertThat(zone.asked()).isGreaterThanOrEqualTo(asked);
  }

  @Test
  void asksNobodyAboutAMailWithoutProofFromOurOwnNetwork() {
    int asked = zone.asked();

    deliver(INSIDE, help, letter(ann, "Plain"));

    isFound("Plain", SenderCheck.UNVERIFIED, SenderProof.NOT_PROVABLE);
    assertThat(zone.asked()).isEqualTo(asked);
  }

  @Test
  void takesTheWordOfAListThatIsConfiguredAndOfNoOther() {
    // Each passes on what it found to be Ann's, from a server that is not Ann's.
    var ours = sealer("lists.example");
    var other = sealer("lists-" + domain);
    var found = "dmarc=pass header.from=" + domain;

    deliver(OF_OTHERS, help, ours.passOn(letter(ann, "By our list"), found));
    deliver(OF_OTHERS, help, other.passOn(letter(ann, "By another list"), found));
    deliver(OF_OTHERS, help, forged(ours.passOn(letter(ann, "Changed afterwards"), found)));
    deliver(OF_OTHERS, help, ours.passOn(letter(ann, "Not Ann's"), found.replace("pass", "fail")));

    isFound("By our list", SenderCheck.VERIFIED, SenderProof.PASSED_ON);
    isFound("By another list", SenderCheck.FAILED, SenderProof.DISOWNED);
    isFound("Changed afterwards", SenderCheck.FAILED, SenderProof.DISOWNED);
    isFound("Not Ann's", SenderCheck.FAILED, SenderProof.DISOWNED);
  }

  private ArcSealer sealer(String list) {
    // A selector of its own: what was asked for before is remembered.
    var key = DkimKey.generate(list, "a" + domain.replaceAll("\\W", ""), DkimKey.Kind.ED25519);
    zone.text(key.recordName(), key.record());
    return new ArcSealer(key);
  }

  @Test
  void takesTheWordOfARelayOfOursAndOfNobodyElse() {
    var result = "Authentication-Results: %s; spf=pass smtp.mailfrom=" + ann;

    deliver(INSIDE, help, letter(ann, "Relay", result.formatted("relay.brightwater.example")));
    deliver(INSIDE, help, letter(ann, "Stranger", result.formatted("mx.evil.example")));
    deliver(OF_OTHERS, help, letter(ann, "Liar", result.formatted("relay.brightwater.example")));

    isFound("Relay", SenderCheck.VERIFIED, SenderProof.SENT_FROM_DOMAIN);
    isFound("Stranger", SenderCheck.UNVERIFIED, SenderProof.NOT_PROVABLE);
    isFound("Liar", SenderCheck.FAILED, SenderProof.DISOWNED);
  }

  @Test
  void takesTheWordOfTheServerThatAMailWasFetchedFrom() {
    var result = "Authentication-Results: %s; spf=pass smtp.mailfrom=" + ann;

    fetched(letter(ann, "Provider", result.formatted("mx.provider.example")), false);
    // Another server may write that name: in front of the SMTP port it is not believed.
    fetched(letter(ann, "Relay", result.formatted("relay.brightwater.example")), false);
    deliver(
        INSIDE, help, letter(ann, "Written by a client", result.formatted("mx.provider.example")));
    fetched(signer.sign(letter(ann, "Signed")), false);
    fetched(signer.sign(letter(ann, "Archived")), true);

    isFound("Provider", SenderCheck.VERIFIED, SenderProof.SENT_FROM_DOMAIN);
    isFound("Relay", SenderCheck.UNVERIFIED, SenderProof.NOT_PROVABLE);
    isFound("Written by a client", SenderCheck.UNVERIFIED, SenderProof.NOT_PROVABLE);
    isFound("Signed", SenderCheck.VERIFIED, SenderProof.SIGNED);
    assertThat(message(conversation("Archived"), 0).senderProof())
        .isEqualTo(SenderProof.NOT_CHECKED);
  }

  /// As if it had come by IMAP, with no more than its bytes.
  private void fetched(byte[] mail, boolean archived) {
    var key = vault.intakeKey();
    var added =
        transaction.execute(
            _ ->
                incoming.add(
                    mailbox.id(),
                    vault.digest("channels.incoming", mail),
                    key,
                    new MailEnvelope("", List.of(), "", "", false),
                    files.store(key, "mail.eml", "message/rfc822", new ByteArrayInputStream(mail)),
                    Timestamps.now(clock),
                    archived));
    assertThat(added).isPresent();
  }

  @Test
  void letsAVerifiedAnswerIntoItsConversationWithAndWithoutToken() throws Exception {
    var begun = begun();

    deliver(INSIDE, begun.token(), signer.sign(letter(ann, "Re: Lift")));
    deliver(OF_CLIENT, help, letter(ann, "Re: Lift", "In-Reply-To: <" + begun.messageId() + ">"));

    assertThat(message(begun.conversation(), 3)).isNotNull();
    assertThat(messages(begun.conversation()).subList(2, 4))
        .allSatisfy(one -> assertThat(one.senderCheck()).isEqualTo(SenderCheck.VERIFIED));
    assertThat(conversations()).hasSize(1);
  }

  @Test
  void holdsAForgedAnswerAndLinksItToNothing() throws Exception {
    var begun = begun();

    deliver(OF_OTHERS, begun.token(), letter(ann, "Re: Lift"));
    assertThat(held().reason()).isEqualTo("dmarc_failed");

    deliver(OF_OTHERS, help, letter(ann, "Forged", "In-Reply-To: <" + begun.messageId() + ">"));
    isFound("Forged", SenderCheck.FAILED, SenderProof.DISOWNED);
    assertThat(inbox.get(mette, conversation("Forged").no()).linkedTo()).isNull();
    assertThat(messages(begun.conversation())).hasSize(2);
  }

  @Test
  void letsAnAnswerInThatNobodyCanVerifyAndSaysSo() throws Exception {
    var begun = begun();

    deliver(INSIDE, begun.token(), letter(ann, "Re: Lift"));

    var answer = message(begun.conversation(), 2);
    assertThat(answer.senderCheck()).isEqualTo(SenderCheck.UNVERIFIED);
    assertThat(answer.senderProof()).isEqualTo(SenderProof.NOT_PROVABLE);
  }

  @Test
  void notesWhatAColleagueProvablyWritesAndHoldsTheRest() throws Exception {
    var begun = begun();
    var jonas = member("jonas@" + domain, Role.AGENT);

    // No proof, then no token: whoever can write a sender's address into a mail could do that.
    deliver(INSIDE, begun.token(), letter(jonas.email(), "Re: Lift"));
    assertThat(held().reason()).isEqualTo("member");
    incoming.discard(held().id());
    deliver(OF_OTHERS, begun.token(), letter(jonas.email(), "Re: Lift 2"));
    assertThat(held().reason()).isEqualTo("member");
    incoming.discard(held().id());
    deliver(INSIDE, help, signer.sign(letter(jonas.email(), "Lift 3")));
    assertThat(held().reason()).isEqualTo("member");
    incoming.discard(held().id());

    deliver(INSIDE, begun.token(), signer.sign(letter(jonas.email(), "Re: Lift 4")));

    var note =
        soon(
            () ->
                inbox.interactions(mette, begun.conversation().no(), null, 200).items().stream()
                    .filter(i -> i.kind() == Kind.NOTE)
                    .findFirst());
    assertThat(note.authorMember()).isEqualTo(jonas.id());
    assertThat(note.text()).contains("It is stuck.");
    assertThat(messages(begun.conversation())).hasSize(2);
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void holdsTheMailOfAColleagueWhoMayNotSeeTheConversation() throws Exception {
    var begun = begun();
    var team = staff.createTeam(Actor.system(), "Team of " + domain);
    inbox.change(
        mette,
        begun.conversation().no(),
        List.of(new dev.decorum.inbox.Change.MoveTo(team.id())),
        null);
    var jonas = member("jonas@" + domain, Role.AGENT);

    deliver(INSIDE, begun.token(), signer.sign(letter(jonas.email(), "Re: Lift")));

    assertThat(held().reason()).isEqualTo("member");
  }

  @Test
  void showsAMailAtOnceWhoseDomainNeverAnswersAndSlowsNoneThatFollow() throws Exception {
    zone.silent("dead-" + domain);

    long start = System.nanoTime();
    for (int i = 0; i < 40; i++) {
      deliver(OF_OTHERS, help, letter("eve@x" + i + ".dead-" + domain, "Dead " + i));
    }
    deliver(OF_CLIENT, help, letter(ann, "Alive"));
    var alive = conversation("Alive");
    for (int i = 0; i < 40; i++) conversation("Dead " + i);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));

    assertThat(judged(alive, 0).senderCheck()).isEqualTo(SenderCheck.VERIFIED);
    isFound("Dead 0", SenderCheck.UNVERIFIED, SenderProof.NO_ANSWER);
  }

  @Test
  void waitsTwoSecondsForTheVerdictThatDecidesAndThenTakesItAsNone() throws Exception {
    var begun = begun();
    zone.silent("_domainkey." + domain);
    var late = new DkimSigner(DkimKey.generate(domain, "s2", DkimKey.Kind.ED25519), clock);

    long start = System.nanoTime();
    deliver(INSIDE, begun.token(), late.sign(letter(ann, "Re: Lift")));
    var answer = message(begun.conversation(), 2);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(30));
    assertThat(answer.senderCheck()).isEqualTo(SenderCheck.UNVERIFIED);
    assertThat(answer.senderProof()).isEqualTo(SenderProof.NO_ANSWER);
  }

  @Test
  void saysWhoSentAMailAsSoonAsTheDatabaseHasTimeForThat() throws Exception {
    zone.silent("slow-" + domain);
    deliver(OF_OTHERS, help, letter("eve@slow-" + domain, "Slow"));
    var conversation = conversation("Slow");

    // Longer than DNS is waited for and than anybody waits for a connection.
    var pool = dataSource.unwrap(HikariDataSource.class);
    var taken = new ArrayList<Connection>();
    try {
      while (taken.size() < pool.getMaximumPoolSize()) taken.add(pool.getConnection());
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos() + waiting(pool).toNanos();
      while (System.nanoTime() < end) LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    } finally {
      for (var connection : taken) connection.close();
    }

    assertThat(judged(conversation, 0).senderProof()).isEqualTo(SenderProof.NO_ANSWER);
  }

  private static Duration waiting(HikariDataSource pool) {
    return Duration.ofMillis(pool.getConnectionTimeout() + 500);
  }

  @Test
  void takesMailWhileDnsIsAway() throws Exception {
    zone.away(true);
    for (int i = 0; i < 60; i++) {
      deliver(OF_OTHERS, help, letter("eve@away" + i + domain, "Away " + i));
    }

    for (int i = 0; i < 60; i++) conversation("Away " + i);
    isFound("Away 59", SenderCheck.UNVERIFIED, SenderProof.NO_ANSWER);

    soon(() -> Optional.of(isGivenUp()).filter(away -> away));
    zone.away(false);
    soon(() -> Optional.of(isGivenUp()).filter(away -> !away));
    deliver(OF_CLIENT, help, letter(ann, "Back"));
    isFound("Back", SenderCheck.VERIFIED, SenderProof.SENT_FROM_DOMAIN);
  }

  /// Whether what is not remembered is not even asked for.
  private boolean isGivenUp() {
    try {
      lookups.remembered().text(RowIds.next() + ".example");
      return false;
    } catch (NotKnownYet e) {
      return false;
    } catch (ResolverTrouble e) {
      return true;
    }
  }
}
