package dev.decorum.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.spool.Content;
import dev.decorum.channels.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Talks to the server byte by byte.
@Timeout(60)
class SmtpServerTests {

  private static final SmtpLimits SMALL =
      new SmtpLimits(
          1024 * 1024,
          1024 * 1024,
          5,
          3,
          1_000,
          3,
          40,
          5,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          100);

  @TempDir Path folder;
  private final Shelf shelf = new Shelf();
  private SmtpServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(SMALL);
  }

  private SmtpServer start(SmtpLimits limits) throws IOException {
    return SmtpServer.start(
        new SmtpServer.Settings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            "mail.brightwater.example",
            TestCertificate::context,
            folder,
            limits),
        shelf);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsTheBytesOfAMailAsTheyCame() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");

      peer.send("Subject: Gr\u00fc\u00dfe\r\n\r\n..one dot\r\n..\r\n.\u0000\r\n\r\n.\r\n");

      assertThat(peer.hear()).startsWith("250 2.0.0");
      assertThat(peer.say("QUIT")).startsWith("221");
    }
    assertThat(shelf.mails)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.text())
                  .isEqualTo("Subject: Gr\u00fc\u00dfe\r\n\r\n.one dot\r\n.\r\n\u0000\r\n\r\n");
              assertThat(mail.envelope().sender()).isEqualTo("ann@client.example");
              assertThat(mail.envelope().recipients()).containsExactly("help@brightwater.example");
              assertThat(mail.envelope().helo()).isEqualTo("peer.example");
            });
  }

  @Test
  void offersWhatItCanDo() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      assertThat(peer.say("EHLO peer.example").lines())
          .containsExactly(
              "250-mail.brightwater.example",
              "250-PIPELINING",
              "250-SIZE 1048576",
              "250-STARTTLS",
              "250-8BITMIME",
              "250-SMTPUTF8",
              "250 ENHANCEDSTATUSCODES");
    }
  }

  @Test
  void answersPipelinedCommandsInOrder() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");

      peer.send(
          "MAIL FROM:<ann@client.example>\r\nRCPT TO:<nobody@brightwater.example>\r\n"
              + "RCPT TO:<help@brightwater.example>\r\nDATA\r\n");

      assertThat(peer.hear()).startsWith("250 2.1.0");
      assertThat(peer.hear()).startsWith("550 5.1.1");
      assertThat(peer.hear()).startsWith("250 2.1.5");
      assertThat(peer.hear()).startsWith("354");
    }
  }

  @Test
  void refusesEachUnknownRecipientAndTakesTheOthers() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");
      peer.say("MAIL FROM:<ann@client.example>");

      assertThat(peer.say("RCPT TO:<help@brightwater.example>")).startsWith("250");
      assertThat(peer.say("RCPT TO:<helpp@brightwater.example>")).startsWith("550 5.1.1");
      assertThat(peer.say("RCPT TO:<later@brightwater.example>")).startsWith("451");
    }
  }

  @Test
  void hasNoDataWithoutARecipient() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");
      peer.say("MAIL FROM:<ann@client.example>");
      peer.say("RCPT TO:<nobody@brightwater.example>");

      assertThat(peer.say("DATA")).startsWith("554");
      assertThat(peer.say("NOOP")).startsWith("250");
    }
  }

  @Test
  void takesTheNullSender() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("", "help@brightwater.example");
      peer.send("Subject: Undelivered\r\n\r\nno\r\n.\r\n");

      assertThat(peer.hear()).startsWith("250");
    }
    assertThat(shelf.mails).singleElement().extracting(m -> m.envelope().sender()).isEqualTo("");
  }

  @Test
  void takesAddressesInOtherScriptsWhenAskedTo() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");

      assertThat(peer.say("MAIL FROM:<j\u00f6rg@client.example>")).startsWith("550 5.6.7");
      assertThat(peer.say("MAIL FROM:<j\u00f6rg@client.example> SMTPUTF8 BODY=8BITMIME"))
          .startsWith("250");
    }
  }

  @Test
  void refusesAnAnnouncedSizeAtOnce() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");

      assertThat(peer.say("MAIL FROM:<a@b.example> SIZE=1048577")).startsWith("552 5.3.4");
      assertThat(peer.say("MAIL FROM:<a@b.example> SIZE=99999999999999999999")).startsWith("552");
      assertThat(peer.say("MAIL FROM:<a@b.example> SIZE=12 BODY=7BIT")).startsWith("250");
    }
  }

  @Test
  void countsRealBytesAndAnswersAfterTheEnd() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");
      var block = "x".repeat(998) + "\r\n";

      peer.send("Subject: big\r\n\r\n" + block.repeat(1_100) + ".\r\n");

      assertThat(peer.hear()).startsWith("552 5.3.4");
      assertThat(peer.say("MAIL FROM:<ann@client.example>")).startsWith("250");
    }
    assertThat(shelf.mails).isEmpty();
  }

  @Test
  void keepsLargeMailsOutOfMemoryAndTheirWordsOffTheDisk() throws IOException {
    var text = "Subject: large\r\n\r\n" + "The secret word is heron.\r\n".repeat(20_000);
    shelf.look =
        () -> {
          try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
          }
        };
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send(text + ".\r\n");

      assertThat(peer.hear()).startsWith("250");
    }
    assertThat(shelf.mails).singleElement().extracting(Shelf.Kept::text).isEqualTo(text);
  }

  /// A second mail, as it would be slipped in behind what another server takes for the end.
  private static final String SMUGGLED =
      "MAIL FROM:<boss@bank.example>\r\nRCPT TO:<help@brightwater.example>\r\nDATA\r\nhi";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\n.\r\n",
        "\n.\r",
        "\r.\r",
        "\r.\r\n",
        "\r.\n",
        "\r\n.\n",
        "\r\n.\r",
        "\r\n.\r\r\n",
        "\n\r.\r\n",
        "\n\r\n.\n",
        "\r\n.\n\r\n",
        "\r\n\u0000.\n",
        "\n.\u0000\r\n",
        "\n\u0000.\r\n",
        "\n\n",
        "\r\r",
        "\n",
        "\r",
        "\n.",
        "\r\n.\r\u0000\n"
      })
  void refusesBareLineEndsAfterTheTrueEnd(String end) throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");

      peer.send("Subject: one\r\n\r\nfirst" + end + SMUGGLED + "\r\n.\r\nNOOP\r\n");

      assertThat(peer.hear()).startsWith("550 5.6.11").contains("CR LF", "--crlf");
      assertThat(peer.hear()).isEqualTo("250 2.0.0 Ok");
      assertThat(peer.say("QUIT")).startsWith("221");
    }
    assertThat(shelf.mails).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\u0000.\r\n",
        "\r\n.\u0000\r\n",
        "\r\n\u0000.\u0000\r\n",
        "\r\n..\r\n",
        "\r\n. \r\n",
        "\r\n .\r\n",
        "\u0085.\u0085",
        "\u2028.\u2028",
        "\u000b.\f"
      })
  void takesWhatOnlyLooksLikeTheEndForPartOfTheMail(String end) throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");

      peer.send("Subject: one\r\n\r\nfirst" + end + SMUGGLED + "\r\n.\r\nNOOP\r\n");

      assertThat(peer.hear()).startsWith("250 2.0.0 Ok, kept");
      assertThat(peer.hear()).isEqualTo("250 2.0.0 Ok");
      assertThat(peer.say("QUIT")).startsWith("221");
    }
    assertThat(shelf.mails)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.envelope().sender()).isEqualTo("ann@client.example");
              assertThat(mail.text())
                  .startsWith("Subject: one\r\n\r\nfirst")
                  .endsWith(SMUGGLED + "\r\n");
            });
  }

  @Test
  void findsTheSameEndHoweverTheBytesAreCutUp() throws IOException {
    var text = "Subject: one\r\n\r\n..first\r\n.\u0000\r\nlast\r\n.\r\nNOOP\r\n";
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) peer.send(new byte[] {b});

      assertThat(peer.hear()).startsWith("250 2.0.0 Ok, kept");
      assertThat(peer.hear()).isEqualTo("250 2.0.0 Ok");
    }
    assertThat(shelf.mails)
        .singleElement()
        .extracting(Shelf.Kept::text)
        .isEqualTo("Subject: one\r\n\r\n.first\r\n\u0000\r\nlast\r\n");
  }

  /// Every text of up to seven of the bytes that matter is one mail or a refusal.
  @Test
  void readsNoTextAsTwoMails() throws IOException {
    var bytes = new byte[] {'\r', '\n', '.', 'x'};
    for (int length = 0; length <= 7; length++) {
      for (int number = 0; number < Math.pow(bytes.length, length); number++) {
        var text = new byte[length];
        for (int i = 0, rest = number; i < length; i++, rest /= bytes.length) {
          text[i] = bytes[rest % bytes.length];
        }
        var body = new String(text, StandardCharsets.US_ASCII);
        var sent = body + "\r\n.\r\nRSET\r\n";
        var in = new PeerInput(new ByteArrayInputStream(ascii(sent)), Duration.ofMinutes(1));
        var spool = new Spool(folder);

        var reading = new MailText(in, spool, SMALL).read();

        int end = ("\r\n" + sent).indexOf("\r\n.\r\n") + 3;
        var mail = sent.substring(0, end - 3);
        assertThat(rest(in)).as(body).isEqualTo(sent.substring(end));
        assertThat(reading.bareLineEnds())
            .as(body)
            .isEqualTo(mail.replace("\r\n", "").matches("(?s).*[\r\n].*"));
        if (!reading.bareLineEnds()) {
          assertThat(new String(spool.open().readAllBytes(), StandardCharsets.US_ASCII))
              .isEqualTo(("\r\n" + mail).replace("\r\n.", "\r\n").substring(2));
        }
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String rest(PeerInput in) throws IOException {
    var rest = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) rest.append((char) b);
    return rest.toString();
  }

  @Test
  void refusesCommandsThatEndWithABareLineFeed() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.send("EHLO peer.example\nMAIL FROM:<a@b.example>\r\n");

      assertThat(peer.hear()).startsWith("500 5.5.2");
      assertThat(peer.hear()).isEmpty();
    }
  }

  @Test
  void speaksTls() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");

      assertThat(peer.startTls()).isEqualTo("TLSv1.3");
      assertThat(peer.say("MAIL FROM:<a@b.example>")).startsWith("503");
      assertThat(peer.say("EHLO peer.example")).doesNotContain("STARTTLS").contains("SIZE");
      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send("Subject: private\r\n\r\nhi\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
    assertThat(shelf.mails)
        .singleElement()
        .extracting(m -> m.envelope().encrypted())
        .isEqualTo(true);
  }

  @Test
  void takesNothingThatWasSlippedInBehindStartTls() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");

      peer.send("STARTTLS\r\nMAIL FROM:<evil@example.com>\r\n");

      assertThat(peer.hear()).startsWith("501 5.5.0");
      assertThat(peer.hear()).isEmpty();
    }
  }

  @Test
  void refusesMailThatGoesInCircles() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send("Received: from a by b\r\n".repeat(101) + "\r\nhi\r\n.\r\n");
      assertThat(peer.hear()).startsWith("554 5.4.6");

      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send(
          "Received: from a by b\r\n".repeat(100)
              + "\r\n"
              + "Received: no\r\n".repeat(50)
              + ".\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  @Test
  void takesOnlySoManyRecipientsCommandsAndMistakes() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");
      peer.say("MAIL FROM:<ann@client.example>");
      for (int i = 0; i < 3; i++) {
        assertThat(peer.say("RCPT TO:<help@brightwater.example>")).startsWith("250");
      }
      assertThat(peer.say("RCPT TO:<help@brightwater.example>")).startsWith("452 4.5.3");
    }
    try (var peer = RawPeer.at(server.port())) {
      for (int i = 0; i < 6; i++) {
        assertThat(peer.say("FROBNICATE")).startsWith("500");
      }
      assertThat(peer.hear()).startsWith("421 4.7.0");
    }
    try (var peer = RawPeer.at(server.port())) {
      for (int i = 0; i < 40; i++) {
        assertThat(peer.say("NOOP")).startsWith("250");
      }
      assertThat(peer.hear()).startsWith("421 4.7.0");
    }
  }

  @Test
  void takesOnlySoManyConnections() throws IOException {
    var peers = new java.util.ArrayList<RawPeer>();
    try {
      for (int i = 0; i < 5; i++) {
        peers.add(RawPeer.at(server.port()));
      }
      var oneTooMany = new RawPeer(server.port());
      peers.add(oneTooMany);

      assertThat(oneTooMany.hear()).startsWith("421 4.7.0");
    } finally {
      for (var peer : peers) peer.close();
    }
  }

  @Test
  void letsNobodyHoldALineForEver() throws IOException {
    server.close();
    server =
        start(
            new SmtpLimits(
                1024,
                1024,
                5,
                3,
                9,
                3,
                40,
                5,
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                100));
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");

      var answer = CompletableFuture.supplyAsync(() -> hear(peer));
      for (int i = 0; i < 100 && !answer.isDone(); i++) {
        drip(peer);
      }

      assertThat(answer.join()).startsWith("421 4.4.2");
    }
    assertThat(shelf.mails).isEmpty();
  }

  private static String hear(RawPeer peer) {
    try {
      return peer.hear();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void drip(RawPeer peer) {
    try {
      peer.send("x");
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (IOException e) {
      // The server has gone, as it should.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void keepsNothingOfAMailThatBreaksOff() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send("Subject: half\r\n\r\nhalf");
    }
    server.close();

    assertThat(shelf.mails).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAIL FROM:",
        "MAIL FROM:<a@b.example",
        "MAIL FROM:<a b@c.example>x",
        "MAIL TO:<a@b.example>",
        "MAIL FROM:<a@b.example> NOTIFY=NEVER",
        "MAIL FROM:<@>",
        "MAIL FROM:<a@b.example> BODY=BINARYMIME",
        "RCPT TO:<help@brightwater.example>",
        "BDAT 5 LAST",
        "AUTH PLAIN AGEAYg==",
        "DATA",
        "EXPN all",
        "EHLO",
        "",
        "\u0000"
      })
  void refusesWhatMakesNoSenseAndGoesOn(String command) throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      peer.say("EHLO peer.example");

      assertThat(peer.say(command)).startsWith("5");
      assertThat(peer.say("MAIL FROM:<ann@client.example>")).startsWith("250");
    }
  }

  @Test
  void tellsABrowserToGo() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      assertThat(peer.say("POST / HTTP/1.1")).startsWith("421");
      assertThat(peer.hear()).isEmpty();
    }
  }

  @Test
  void asksToTryAgainWhenTheMailCannotBeKept() throws IOException {
    try (var peer = RawPeer.at(server.port())) {
      shelf.outcome = Reception.Outcome.TRY_LATER;
      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send("Subject: x\r\n\r\n.\r\n");
      assertThat(peer.hear()).startsWith("451 4.3.0");

      shelf.outcome = Reception.Outcome.NO_ROOM;
      peer.begin("ann@client.example", "help@brightwater.example");
      peer.send("Subject: x\r\n\r\n.\r\n");
      assertThat(peer.hear()).startsWith("452 4.3.1");
    }
  }

  @Test
  void finishesTheMailUnderWayBeforeItStops() throws Exception {
    try (var idle = RawPeer.at(server.port());
        var busy = RawPeer.at(server.port())) {
      busy.begin("ann@client.example", "help@brightwater.example");
      var begun = new CountDownLatch(1);
      var goOn = new CountDownLatch(1);
      shelf.look =
          () -> {
            begun.countDown();
            goOn.await();
          };
      busy.send("Subject: last\r\n\r\nhi\r\n.\r\n");
      begun.await();

      var stopped = CompletableFuture.runAsync(server::close);
      assertThat(idle.hear()).startsWith("421 4.3.2");
      goOn.countDown();

      assertThat(busy.hear()).startsWith("250");
      assertThat(busy.hear()).startsWith("421 4.3.2");
      stopped.get(20, TimeUnit.SECONDS);
    }
    assertThat(shelf.mails).hasSize(1);
  }

  /// Keeps what is received, as long as it is told so.
  private static final class Shelf implements Reception {

    record Kept(Envelope envelope, byte[] bytes) {
      String text() {
        return new String(bytes, StandardCharsets.UTF_8);
      }
    }

    interface Look {
      void look() throws Exception;
    }

    final List<Kept> mails = new CopyOnWriteArrayList<>();
    volatile Outcome outcome = Outcome.KEPT;
    volatile Look look = () -> {};

    @Override
    public Answer recipient(String address) {
      return switch (address) {
        case "help@brightwater.example" -> Answer.KNOWN;
        case "later@brightwater.example" -> Answer.TRY_LATER;
        default -> Answer.UNKNOWN;
      };
    }

    @Override
    public Outcome receive(Envelope envelope, Content content) throws IOException {
      try (var bytes = content.open()) {
        look.look();
        if (outcome == Outcome.KEPT) {
          mails.add(new Kept(envelope, bytes.readAllBytes()));
        }
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return outcome;
    }
  }
}
