package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.Clients;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Mails that come in the same moment and touch the same rows in opposite order.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class SimultaneousMailTests {

  private static final int ROUNDS = 15;

  @Autowired Mailboxes mailboxes;
  @Autowired Clients clients;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;

  private final String unique = RowIds.next().toString().substring(24);

  private Mailbox mailbox(String name) {
    return mailboxes.add(
        Actor.system(), NewMailbox.at(name + "-" + unique + "@brightwater.example"));
  }

  private record Mail(String sender, List<String> recipients, String text) {}

  /// Sends them so that their ends arrive together.
  ///
  /// @return the answers
  private List<String> atOnce(List<Mail> mails) throws Exception {
    var end = new CyclicBarrier(mails.size());
    var answers = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending =
          mails.stream()
              .map(
                  mail ->
                      threads.submit(
                          () -> {
                            try (var peer = RawPeer.at(smtp.port())) {
                              peer.begin(mail.sender(), mail.recipients().toArray(String[]::new));
                              peer.send(mail.text());
                              end.await();
                              peer.send("\r\n.\r\n");
                              return peer.hear();
                            }
                          }))
              .toList();
      for (Future<String> one : sending) answers.add(one.get());
    }
    return answers;
  }

  @Test
  void keepTheSameMailOnceForEachMailboxWhateverTheOrderOfRecipients() throws Exception {
    var addresses = IntStream.range(0, 6).mapToObj(i -> mailbox("order" + i).address()).toList();
    for (int round = 0; round < ROUNDS; round++) {
      var text =
          "From: ann-%1$s@client.example\r\nSubject: Round %2$d\r\nMessage-ID: <%2$d.%1$s@client.example>\r\n\r\nhello"
              .formatted(unique, round);
      var sender = "ann-" + unique + "@client.example";

      var answers =
          atOnce(
              List.of(
                  new Mail(sender, addresses, text), new Mail(sender, addresses.reversed(), text)));

      assertThat(answers).allMatch(answer -> answer.startsWith("250"));
    }

    assertThat(mailsOf("order")).isEqualTo(ROUNDS * addresses.size());
  }

  @Test
  void makeEachClientOnceWhoeverIsTheSenderAndWhoeverTheCopy() throws Exception {
    var help = mailbox("cross").address();
    for (int round = 0; round < ROUNDS; round++) {
      var ann = "ann%d-%s@client.example".formatted(round, unique);
      var bo = "bo%d-%s@client.example".formatted(round, unique);

      var answers =
          atOnce(
              List.of(
                  letter(ann, bo, help, 1),
                  letter(bo, ann, help, 2),
                  letter(ann, bo, help, 3),
                  letter(bo, ann, help, 4)));

      assertThat(answers).allMatch(answer -> answer.startsWith("250"));
    }

    awaitFiled();
    assertThat(mailsOf("cross")).isEqualTo(4 * ROUNDS);
    // None had to be worked on twice.
    assertThat(
            jdbc.sql("select max(i.starts) from channels.incoming i where i.mailbox_id in (:cross)")
                .param("cross", ids("cross"))
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    for (int round = 0; round < ROUNDS; round++) {
      for (var name : List.of("ann", "bo")) {
        assertThat(clients.byEmail("%s%d-%s@client.example".formatted(name, round, unique)))
            .isPresent();
      }
    }
    assertThat(
            jdbc.sql(
                    """
                    select count(distinct c.client_id)
                      from inbox.conversation c
                     where c.mailbox_id in (:cross)
                    """)
                .param("cross", ids("cross"))
                .query(Integer.class)
                .single())
        .isEqualTo(2 * ROUNDS);
  }

  private Mail letter(String from, String copy, String help, int number) {
    return new Mail(
        from,
        List.of(help),
        "From: %s\r\nTo: %s\r\nCc: %s\r\nSubject: Lift\r\nMessage-ID: <%d.%s>\r\n\r\nhello %d"
            .formatted(from, help, copy, number, from, number));
  }

  private List<java.util.UUID> ids(String name) {
    return mailboxes.all().stream()
        .filter(box -> box.address().startsWith(name) && box.address().contains(unique))
        .map(box -> box.id().id())
        .toList();
  }

  private int mailsOf(String name) {
    return jdbc.sql("select count(*) from channels.incoming where mailbox_id in (:mailboxes)")
        .param("mailboxes", ids(name))
        .query(Integer.class)
        .single();
  }

  private void awaitFiled() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (jdbc.sql(
                "select count(*) from channels.incoming where state <> 'done' and mailbox_id in (:cross)")
            .param("cross", ids("cross"))
            .query(Integer.class)
            .single()
        > 0) {
      assertThat(System.nanoTime()).as("not filed within a minute").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
