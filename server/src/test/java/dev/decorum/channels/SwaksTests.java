package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/// Mail programs of others talk to ours: swaks, curl and msmtp, which `./verify` sees to.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class SwaksTests {

  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;

  @TempDir Path folder;
  private String help;
  private String unique;
  private Viewer mette;

  private record Run(int code, String output) {}

  @BeforeEach
  void setUp() {
    unique = RowIds.next().toString().substring(24);
    help = "help-" + unique + "@brightwater.example";
    mailboxes.add(Actor.system(), NewMailbox.at(help));
    var email = "mette-" + unique + "@staff.example";
    var member =
        staff
            .add(new NewMember("Mette", email, Role.ADMIN, List.of(), "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private Run run(String... command) throws IOException, InterruptedException {
    var output = folder.resolve("output").toFile();
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It does not end: " + String.join(" ", command));
    }
    return new Run(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
  }

  private Run swaks(String... more) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                "swaks",
                "--server",
                "127.0.0.1",
                "--port",
                String.valueOf(smtp.port()),
                "--from",
                "ann-" + unique + "@client.example",
                "--to",
                help));
    command.addAll(List.of(more));
    return run(command.toArray(String[]::new));
  }

  private ConversationRow conversation(String subject) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      var found =
          inbox
              .list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
              .items()
              .stream()
              .filter(row -> row.subject().equals(subject))
              .findFirst();
      if (found.isPresent()) return found.get();
      assertThat(System.nanoTime()).as("it did not come within 30 seconds").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private InteractionView onlyMessage(ConversationRow conversation) {
    return inbox.interactions(mette, conversation.no(), null, 10).items().getFirst();
  }

  @Test
  void takesAMailWithUmlautsAndAnAttachmentFromSwaks() throws Exception {
    var file = Files.writeString(folder.resolve("angebot.txt"), "Köln 11");
    long sent = System.nanoTime();

    var run =
        swaks(
            "--tls",
            "--h-Subject",
            "Aufzug " + unique,
            "--add-header",
            "MIME-Version: 1.0",
            "--attach-type",
            "text/plain; charset=UTF-8",
            "--attach-body",
            "Schöne Grüße\nAnn",
            "--attach-type",
            "text/plain",
            "--attach-name",
            "angebot.txt",
            "--attach",
            "@" + file);

    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).contains("TLS started").contains("250 2.0.0");
    var message = onlyMessage(conversation("Aufzug " + unique));
    assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(30));
    assertThat(message.text()).contains("Schöne Grüße");
    assertThat(message.attachments())
        .singleElement()
        .satisfies(
            attachment -> {
              assertThat(attachment.name()).isEqualTo("angebot.txt");
              try (var content = inbox.open(mette, attachment.file())) {
                assertThat(content.readAllBytes())
                    .isEqualTo("Köln 11".getBytes(StandardCharsets.UTF_8));
              }
            });
  }

  @Test
  void takesAMailFromCurlThatEndsItsLinesRight() throws Exception {
    var mail =
        Files.writeString(
            folder.resolve("mail"),
            "From: ann-%1$s@client.example\nTo: %2$s\nSubject: Curl %1$s\nContent-Type: text/plain; charset=utf-8\n\nGrüße\n. \nnoch da\n"
                .formatted(unique, help));

    var run =
        run(
            "curl",
            "-sS",
            "--crlf",
            "smtp://127.0.0.1:" + smtp.port(),
            "--mail-from",
            "ann-" + unique + "@client.example",
            "--mail-rcpt",
            help,
            "-T",
            mail.toString());

    assertThat(run.code()).as(run.output()).isZero();
    assertThat(onlyMessage(conversation("Curl " + unique)).text()).contains("Grüße", "noch da");
  }

  @Test
  void takesAMailFromMsmtpByTls() throws Exception {
    var mail =
        Files.writeString(
            folder.resolve("mail"),
            "From: ann-%1$s@client.example\nTo: %2$s\nSubject: Msmtp %1$s\n\n.\nhello\n"
                .formatted(unique, help));
    var output = folder.resolve("output").toFile();

    var process =
        new ProcessBuilder(
                "msmtp",
                "--file=/dev/null",
                "--host=127.0.0.1",
                "--port=" + smtp.port(),
                "--tls=on",
                "--tls-starttls=on",
                "--tls-certcheck=off",
                "--from=ann-" + unique + "@client.example",
                "--",
                help)
            .redirectInput(mail.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
    assertThat(onlyMessage(conversation("Msmtp " + unique)).text()).isEqualTo(".\nhello\n");
  }

  @Test
  void tellsSwaksWhatToDoAboutBareLineFeeds() throws Exception {
    var mail =
        Files.writeString(
            folder.resolve("mail"),
            "From: ann-%1$s@client.example\nSubject: Bare %1$s\n\nhello\r\n.\r\n"
                .formatted(unique));

    var run = swaks("--no-data-fixup", "--data", "@" + mail);

    assertThat(run.code()).isEqualTo(26);
    assertThat(run.output()).contains("550 5.6.11").contains("end each line with CR LF");
    assertThat(inbox.list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200).items())
        .noneMatch(row -> row.subject().equals("Bare " + unique));
  }

  @Test
  void tellsSwaksThatARecipientIsUnknown() throws Exception {
    var run = swaks("--to", "nobody@brightwater.example", "--quit-after", "RCPT");

    assertThat(run.code()).isEqualTo(24);
    assertThat(run.output()).contains("550 5.1.1");
  }

  @Test
  void takesAPipelinedConversation() throws Exception {
    var run = swaks("--pipeline", "--h-Subject", "Piped " + unique, "--body", "hello");

    assertThat(run.code()).as(run.output()).isZero();
    assertThat(conversation("Piped " + unique)).isNotNull();
  }
}
