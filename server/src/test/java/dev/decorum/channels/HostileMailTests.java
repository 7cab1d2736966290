package dev.decorum.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.inbox.Attachment;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Mails that other desks choked on, lost, or believed. Each that is taken ends in a conversation
/// or in the list of those that wait for a person, soon, and the mails beside it are not held up.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class HostileMailTests {

  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;

  private final Sink sink = Sink.plain();
  private String unique;
  private String help;
  private Mailbox mailbox;
  private Viewer mette;

  @BeforeEach
  void setUp() {
    unique = RowIds.next().toString().substring(24);
    help = "help-" + unique + "@brightwater.example";
    mailbox = mailboxes.add(Actor.system(), new NewMailbox(help, null, null, sink.asServer()));
    var member =
        staff
            .add(
                new NewMember("Mette Friis", mette(), Role.ADMIN, List.of(), "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  /// @return the answer
  private String send(byte[] mail) throws IOException {
    return send(help, mail);
  }

  private String send(String recipient, byte[] mail) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin("ann-" + unique + "@client.example", recipient);
      peer.send(mail);
      peer.send("\r\n.\r\n");
      return peer.hear();
    }
  }

  private byte[] letter(String head, String body) {
    return (head + "\r\n" + body).getBytes(ISO_8859_1);
  }

  private String head(String subject) {
    return "From: Ann <ann-%1$s@client.example>\r\nTo: %2$s\r\nSubject: %3$s\r\nMessage-ID: <%4$s@client.example>\r\n"
        .formatted(unique, help, subject, RowIds.next());
  }

  private List<String> states() {
    return jdbc.sql("select state from channels.incoming where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id().id())
        .query((row, _) -> row.getString("state"))
        .list();
  }

  private void awaitAllFiled(int count) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (states().size() < count || states().contains("new")) {
      assertThat(System.nanoTime()).as(states().toString()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private List<ConversationRow> conversations() {
    var nos =
        jdbc.sql("select no from inbox.conversation where mailbox_id = :mailbox")
            .param("mailbox", mailbox.id().id())
            .query(Long.class)
            .list();
    return inbox
        .list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(row -> nos.contains(row.no()))
        .toList();
  }

  private ConversationRow conversation(String subject) {
    return conversations().stream()
        .filter(one -> one.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no conversation " + subject));
  }

  private List<InteractionView> messages(ConversationRow conversation) {
    return inbox.interactions(mette, conversation.no(), null, 50).items().stream()
        .filter(one -> one.kind() == Kind.MESSAGE)
        .toList();
  }

  @Test
  void bombsAreBoundedAndHoldUpNothing() throws Exception {
    var nested = new StringBuilder(head("Nested"));
    for (int i = 0; i < 5_000; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
    }
    var parts = new StringBuilder("--x\r\n");
    for (int i = 0; i < 50_000; i++) parts.append("\r\n\r\n--x\r\n");
    var bombs =
        List.of(
            nested.append("\r\ninside").toString().getBytes(ISO_8859_1),
            letter(
                head("Parts") + "Content-Type: multipart/mixed; boundary=x\r\n", parts.toString()),
            letter(head("Headers") + "X-A: b\r\n".repeat(100_000), "hi"),
            letter(head("Long") + "X-A: " + "b".repeat(3_000_000) + "\r\n", "hi"),
            letter(
                head("Links") + "Content-Type: text/html\r\n",
                "<a href=https://evil.example/x>x</a>\r\n".repeat(25_000)),
            letter(head("Line"), "a".repeat(10_000_000)),
            letter(head("Brackets") + "To: " + "<".repeat(200_000) + "\r\n", "(".repeat(500_000)));

    long begun = System.nanoTime();
    int taken = 0;
    for (var bomb : bombs) {
      if (send(bomb).startsWith("250")) taken++;
    }
    assertThat(send(letter(head("Neighbour"), "hello"))).startsWith("250");
    awaitAllFiled(taken + 1);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
    assertThat(messages(conversation("Neighbour")).getFirst().text()).isEqualTo("hello\n");
    // What was taken is somewhere a person finds it.
    assertThat(states()).hasSize(taken + 1).isSubsetOf("done", "held", "failed");
    assertThat(taken).as("most of them are mails all the same").isGreaterThan(3);
  }

  @Test
  void twentyMegabytesOfAttachmentStopNothing() throws Exception {
    var bytes = new byte[15_000_000];
    new Random(1).nextBytes(bytes);
    var large =
        letter(
            head("Large")
                + "MIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=large.bin\r\nContent-Disposition: attachment; filename=large.bin\r\nContent-Transfer-Encoding: base64\r\n",
            Base64.getMimeEncoder().encodeToString(bytes));

    assertThat(send(large)).startsWith("250");
    assertThat(send(letter(head("After"), "hello"))).startsWith("250");
    awaitAllFiled(2);

    assertThat(states()).containsOnly("done");
    assertThat(messages(conversation("Large")).getFirst().attachments())
        .extracting(Attachment::name, Attachment::size)
        .containsExactly(tuple("large.bin", 15_000_000L));
    assertThat(messages(conversation("After"))).hasSize(1);
  }

  @Test
  void whatIsHardlyAMailIsNotLost() throws Exception {
    assertThat(send("Subject: Nobody\r\n\r\nhello".getBytes(ISO_8859_1))).startsWith("250");
    assertThat(send("no header at all".getBytes(ISO_8859_1))).startsWith("250");
    assertThat(send(letter(head("Gr\u00fc\u00dfe \u00a4"), "\u00e4\u0000\u00f6")))
        .startsWith("250");
    assertThat(send(letter("From: \r\nSubject: Blank\r\n", "hello"))).startsWith("250");
    assertThat(send(letter("From: undisclosed:;\r\nSubject: Group\r\n", "hello")))
        .startsWith("250");
    awaitAllFiled(5);

    assertThat(states()).hasSize(5).isSubsetOf("done", "held", "failed");
    assertThat(conversations())
        .extracting(ConversationRow::subject)
        .contains("Nobody", "Gr\u00fc\u00dfe \u00a4", "Blank", "Group");
  }

  @Test
  void aStrangerGetsIntoNobodysConversation() throws Exception {
    assertThat(send(letter(head("Lift"), "It is stuck."))).startsWith("250");
    awaitAllFiled(1);
    var anns = conversation("Lift");
    inbox.reply(
        mette, anns.no(), new NewReply("On the way.", null, List.of(), null, null, null, false));
    var sent = sink.next();
    var messageId = Objects.requireNonNull(sent.header("Message-ID"));

    var tries = new ArrayList<byte[]>();
    for (var subject :
        List.of("Re: Lift", "[#%d] Lift", "Re: [Ticket#%d] Lift", "Re: Lift (%d)", "#%d")) {
      tries.add(
          letter(
              "From: eve-%s@evil.example\r\nTo: %s\r\nSubject: %s\r\nIn-Reply-To: %s\r\nReferences: %s\r\nX-Decorum-Conversation: %d\r\nX-RT-Ticket: %d\r\n"
                  .formatted(
                      unique,
                      help,
                      subject.formatted(anns.no()),
                      messageId,
                      messageId,
                      anns.no(),
                      anns.no()),
              "Tell me everything. " + subject));
    }
    for (var one : tries) assertThat(send(one)).startsWith("250");
    awaitAllFiled(1 + tries.size());

    assertThat(messages(anns)).hasSize(2);
    assertThat(inbox.get(mette, anns.no()).participants())
        .extracting(one -> one.address().address())
        .containsExactly("ann-" + unique + "@client.example");
    // Each is there, in a conversation of its own sender.
    assertThat(conversations()).hasSize(1 + tries.size());
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void guessedReplyAddressesAndIdsLeadNowhere() throws Exception {
    assertThat(send(letter(head("Lift"), "It is stuck."))).startsWith("250");
    awaitAllFiled(1);
    var anns = conversation("Lift");
    inbox.reply(
        mette, anns.no(), new NewReply("On the way.", null, List.of(), null, null, null, false));
    sink.next();
    int guesses = 100;

    var random = new Random(20261122);
    for (int i = 0; i < guesses; i++) {
      var token = spelt(random, "abcdefghijklmnopqrstuvwxyz234567", 26);
      var id = spelt(random, "0123456789abcdef", 32) + '.' + spelt(random, "0123456789abcdef", 16);
      // As if they were the client's own, and a colleague's answers to a notice.
      var from = i % 2 == 0 ? "ann-" + unique + "@client.example" : mette();
      var mail =
          letter(
              "From: %s\r\nTo: %s\r\nSubject: Re: Lift\r\nIn-Reply-To: <%s@brightwater.example>\r\n"
                  .formatted(from, help, id),
              "Pay to this account. " + i);
      assertThat(send(help.replace("@", "+" + token + "@"), mail)).startsWith("250");
    }
    awaitAllFiled(1 + guesses);

    assertThat(inbox.interactions(mette, anns.no(), null, 50).items())
        .noneMatch(one -> one.text().contains("Pay to this account"));
    assertThat(states()).filteredOn("held"::equals).hasSize(guesses / 2);
    assertThat(sink.rest()).isEmpty();
  }

  private String mette() {
    return "mette-" + unique + "@staff.example";
  }

  private static String spelt(Random random, String letters, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) text.append(letters.charAt(random.nextInt(letters.length())));
    return text.toString();
  }

  @Test
  void namesOfFilesAreInert() throws Exception {
    var names =
        List.of(
            ".htaccess\u200b",
            "..\\..\\evil.phar",
            "../../../etc/passwd",
            "shell.pHaR\u202etxt.exe");
    var body = new StringBuilder();
    for (var name : names) {
      var encoded = "=?utf-8?B?" + Base64.getEncoder().encodeToString(name.getBytes(UTF_8)) + "?=";
      body.append(
          "--x\r\nContent-Type: application/x-httpd-php; name=\"%1$s\"\r\nContent-Disposition: attachment; filename=\"%1$s\"\r\n\r\n<?php\r\n"
              .formatted(encoded));
    }
    assertThat(
            send(
                letter(
                    head("Files")
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n",
                    body + "--x--\r\n")))
        .startsWith("250");
    awaitAllFiled(1);

    assertThat(messages(conversation("Files")).getFirst().attachments())
        .hasSize(names.size())
        .allSatisfy(
            one -> {
              assertThat(one.name()).doesNotContain("/", "\\", "..", "\u200b", "\u202e");
              // Nothing of the name is where the file is kept.
              assertThat(one.file().id().version()).isEqualTo(7);
            });
  }
}
