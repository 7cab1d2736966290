package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.clients.EmailAddress;
import dev.decorum.mail.Address;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Mail that no person wrote, to those who want none.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Timeout(120)
class UnsubscribingTests {

  @Autowired Outbox outbox;
  @Autowired Mailboxes mailboxes;
  @Autowired Unsubscribing unsubscribing;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;
  @LocalServerPort int port;

  private final Sink sink = Sink.plain();
  private Mailbox mailbox;
  private String client;

  @BeforeEach
  void setUp() {
    var unique = RowIds.next().toString().substring(24);
    client = "ann-" + unique + "@client.example";
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox("help-" + unique + "@brightwater.example", null, null, sink.asServer()));
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private void queue(String text, @Nullable String replyTo, boolean automatic) {
    var content =
        new OutgoingContent(
            Address.of(mailbox.address()),
            replyTo,
            List.of(Address.of(client)),
            List.of(),
            List.of(),
            "Lift",
            Instant.EPOCH,
            RowIds.next() + "@brightwater.example",
            null,
            List.of(),
            text,
            null,
            "",
            List.of(),
            automatic);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> outbox.add(vault.systemKey(), mailbox, null, content, Duration.ZERO, false));
  }

  private void automatic(String text) {
    queue(text, mailbox.plus("r.x"), true);
  }

  private void personal(String text) {
    queue(text, mailbox.plus("r.x"), false);
  }

  private String link() throws InterruptedException {
    automatic("We have your mail.");
    var field = Objects.requireNonNull(sink.next().header("List-Unsubscribe"));
    assertThat(field).startsWith("<http").endsWith(">").doesNotContain("ann");
    return URI.create(field.substring(1, field.length() - 1)).getPath();
  }

  /// As a mail program does it: without cookies, form token or origin.
  private int click(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private boolean spared() {
    return unsubscribing.spared(new EmailAddress(client));
  }

  private void awaitSettled() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (jdbc.sql(
                "select count(*) from channels.outbox where mailbox_id = :m and state in ('held', 'queued')")
            .param("m", mailbox.id().id())
            .query(Integer.class)
            .single()
        > 0) {
      assertThat(System.nanoTime()).as("mails are stuck").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void sparesWhoClickedAndStillCarriesWhatPeopleWrite() throws Exception {
    var link = link();

    assertThat(click(link)).isEqualTo(200);
    automatic("We have your mail.");
    personal("Ann, it runs again.");
    awaitSettled();

    var mails = sink.rest();
    assertThat(mails).hasSize(1);
    assertThat(mails.getFirst().text()).contains("Ann, it runs again.");
    assertThat(mails.getFirst().header("List-Unsubscribe")).isNull();
    assertThat(
            jdbc.sql(
                    "select reason from channels.outbox where mailbox_id = :m and state = 'failed'")
                .param("m", mailbox.id().id())
                .query(String.class)
                .list())
        .containsExactly("unsubscribed");
  }

  @Test
  void asksBeforeAnythingHappensWhenSomebodyLooks() throws Exception {
    var link = link();
    var browser = new Browser(port);

    assertThat(browser.get(link).body()).contains("No more automatic mail?", "Send me none");
    assertThat(spared()).isFalse();
    assertThat(browser.post(link).body()).contains("You get no more automatic mail");
    assertThat(spared()).isTrue();
    assertThat(click(link)).isEqualTo(200);
  }

  @Test
  void believesNoLinkThatSomebodyElseMadeUp() throws Exception {
    var link = link();
    var forged = link.substring(0, link.length() - 3) + (link.endsWith("AAA") ? "BBB" : "AAA");

    assertThat(click(forged)).isEqualTo(404);
    assertThat(click("/unsubscribe/none")).isEqualTo(404);
    assertThat(new Browser(port).get(forged).status()).isEqualTo(404);
    assertThat(spared()).isFalse();
  }

  @Test
  void isNotOfferedInMailToMembers() throws InterruptedException {
    queue("Your invitation", null, true);

    assertThat(sink.next().header("List-Unsubscribe")).isNull();
  }
}
