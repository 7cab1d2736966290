package dev.decorum.channels.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What servers say in ways of their own, and what they must not get away with.
@Timeout(30)
class ImapConnectionTests {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long LARGEST = 1_000_000;

  @TempDir Path folder;

  private static ImapConnection connect(ScriptedServer server) throws ImapFailed {
    return connect(server, Encryption.NONE);
  }

  private static ImapConnection connect(ScriptedServer server, Encryption encryption)
      throws ImapFailed {
    return ImapConnection.open(
        new ImapAddress(
            "127.0.0.1",
            server.port(),
            encryption,
            SocketFactory.getDefault(),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            true),
        PATIENCE);
  }

  private Map<Long, String> fetch(ImapConnection connection, long... uids) throws ImapFailed {
    var mails = new LinkedHashMap<Long, String>();
    connection.fetch(
        uids,
        LARGEST,
        folder,
        mail -> {
          try (var content = mail.content();
              var bytes = content.open()) {
            mails.put(mail.uid(), new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return mails;
  }

  private static void assertTrouble(ImapTrouble trouble, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(ImapFailed.class, e -> assertThat(e.trouble()).isEqualTo(trouble));
  }

  @Test
  void takesMailsInWhicheverOrderTheirPartsCome() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "",
                _ ->
                    "* 3 FETCH (FLAGS (\\Seen))\r\n"
                        + "* 1 FETCH (UID 7 BODY[] {4}\r\na\r\nb FLAGS ())\r\n"
                        + "* 5 EXISTS\r\n"
                        + "* 2 FETCH (BODY[] {8}\r\nUID 9 )\r UID 8)\r\n"
                        + "TAG OK done\r\n");
        var connection = connect(server)) {
      assertThat(fetch(connection, 7, 8))
          .containsExactly(Map.entry(7L, "a\r\nb"), Map.entry(8L, "UID 9 )\r"));
    }
  }

  @Test
  void leavesOutWhatItDidNotAskForAndWhatIsNotThere() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "",
                _ ->
                    "* 1 FETCH (UID 7 BODY[] NIL)\r\n* 2 FETCH (UID 8 BODY[] {0}\r\n)\r\n* 3 FETCH (UID 99 BODY[] {2}\r\nhi)\r\n* 4 FETCH (BODY[] {2}\r\nhi)\r\n* 5 FETCH (UID 9 BODY[] {2}\r\nyo)\r\nTAG OK\r\n");
        var connection = connect(server)) {
      assertThat(fetch(connection, 7, 8, 9)).containsExactly(Map.entry(9L, "yo"));
    }
  }

  @Test
  void handsOverWhatIsCompleteWhenTheLineBreaks() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "",
                _ -> "* 1 FETCH (UID 7 BODY[] {2}\r\nhi)\r\n* 2 FETCH (UID 8 BODY[] {9}\r\nhalf");
        var connection = connect(server)) {
      var mails = new LinkedHashMap<Long, Long>();
      assertTrouble(
          ImapTrouble.TOO_SLOW,
          () ->
              connection.fetch(
                  new long[] {7, 8},
                  LARGEST,
                  folder,
                  mail -> mails.put(mail.uid(), mail.content().size())));
      assertThat(mails).containsExactly(Map.entry(7L, 2L));
    }
  }

  @Test
  void doesNotBelieveWhatAServerAnnounces() throws Exception {
    for (var answer :
        new String[] {
          "* 1 FETCH (UID 7 BODY[] {2000000000}\r\n",
          "* 1 FETCH (UID 7 BODY[] {99999999999999999999}\r\n",
          "* 1 FETCH (UID 7 ENVELOPE {70000}\r\n",
          "* OK " + "x".repeat(100_000),
          "* SEARCH " + "99999999999 ",
          "nonsense\r\n",
          "+ go on\r\n",
        }) {
      try (var server = ScriptedServer.offering("", _ -> answer);
          var connection = connect(server)) {
        assertTrouble(ImapTrouble.REFUSED, () -> fetch(connection, 7));
      }
    }
  }

  @Test
  void doesNotWaitForEverForOneByteAtATime() throws Exception {
    try (var server = ScriptedServer.offering("", _ -> "* 1 FETCH (UID");
        var connection = connect(server)) {
      assertTrouble(ImapTrouble.TOO_SLOW, () -> fetch(connection, 7));
    }
  }

  @Test
  void readsNumbersSizesAndDates() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "",
                command ->
                    switch (command) {
                      case "UID SEARCH UID 6:* SINCE 5-Mar-2026" ->
                          "* SEARCH 9 3 7 7 8 (MODSEQ 917162500)\r\nTAG OK\r\n";
                      case "UID SEARCH UID 100:*" -> "* SEARCH\r\nTAG OK\r\n";
                      case "UID FETCH 7:9 (UID RFC822.SIZE INTERNALDATE)" ->
                          "* 1 FETCH (INTERNALDATE \" 5-Mar-2026 23:30:00 -0130\" RFC822.SIZE 44827 UID 7)\r\n* 2 FETCH (UID 8 RFC822.SIZE 3 INTERNALDATE \"yesterday\")\r\nTAG OK\r\n";
                      default -> "TAG BAD " + command + "\r\n";
                    });
        var connection = connect(server)) {
      assertThat(connection.above(5, LocalDate.of(2026, 3, 5))).containsExactly(7, 8, 9);
      assertThat(connection.above(99, null)).isEmpty();
      assertThat(connection.list(new long[] {7, 8, 9}))
          .containsExactly(
              new Listed(7, 44827, Instant.parse("2026-03-06T01:00:00Z")), new Listed(8, 3, null));
    }
  }

  @Test
  void tellsAFolderThatIsNotThereFromAServerThatIsBusy() throws Exception {
    for (var answer :
        Map.of(
                "TAG NO [NONEXISTENT] no\r\n", ImapTrouble.NO_FOLDER,
                "TAG NO [INUSE] later\r\n", ImapTrouble.BUSY,
                "* BYE good night\r\n", ImapTrouble.BROKE_OFF,
                "TAG OK without numbers\r\n", ImapTrouble.REFUSED)
            .entrySet()) {
      try (var server = ScriptedServer.offering("", _ -> answer.getKey());
          var connection = connect(server)) {
        assertTrouble(answer.getValue(), () -> connection.select("INBOX", false));
      }
    }
  }

  @Test
  void tellsNoPasswordToWhoOffersNoEncryptionOrWantsNone() throws Exception {
    try (var server = ScriptedServer.offering("AUTH=PLAIN", _ -> "TAG OK\r\n")) {
      assertTrouble(ImapTrouble.NO_TLS, () -> connect(server, Encryption.STARTTLS));
      assertThat(server.heard()).containsExactly("CAPABILITY");
    }
    try (var server = ScriptedServer.offering("LOGINDISABLED", _ -> "TAG OK\r\n");
        var connection = connect(server)) {
      assertTrouble(ImapTrouble.NO_TLS, () -> connection.signIn("ann", "open sesame"));
      assertThat(server.heard()).containsExactly("CAPABILITY");
    }
  }

  @Test
  void takesNothingThatWasSaidBeforeTheEncryptionBegan() throws Exception {
    try (var server =
        ScriptedServer.offering(
            "STARTTLS", _ -> "TAG OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")) {
      assertTrouble(ImapTrouble.TLS_FAILED, () -> connect(server, Encryption.STARTTLS));
    }
  }

  @Test
  void letsNoNameOrPasswordBecomeACommand() throws Exception {
    try (var server = ScriptedServer.offering("", _ -> "TAG OK\r\n");
        var connection = connect(server)) {
      connection.signIn("ann", "a\"b\\c");
      assertThat(server.heard()).contains("LOGIN \"ann\" \"a\\\"b\\\\c\"");
      assertTrouble(ImapTrouble.SIGN_IN, () -> connection.signIn("ann", "x\r\nd9 DELETE INBOX"));
      assertTrouble(ImapTrouble.SIGN_IN, () -> connection.signIn("ann", "größer"));
    }
    assertThat(MailboxName.quoted("Entwürfe & \"mehr\"\r\n"))
        .isEqualTo("\"Entw&APw-rfe &- \\\"mehr\\\"&AA0ACg-\"");
    assertThat(MailboxName.quoted("台北/日本語")).isEqualTo("\"&U,BTFw-/&ZeVnLIqe-\"");
  }

  @Test
  void signsInWithATokenWithAndWithoutAnInitialResponse() throws Exception {
    var proof =
        Base64.getEncoder()
            .encodeToString(
                "user=ann@client.example\u0001auth=Bearer t0ken\u0001\u0001"
                    .getBytes(StandardCharsets.US_ASCII));
    try (var server = ScriptedServer.offering("SASL-IR", _ -> "TAG OK\r\n");
        var connection = connect(server)) {
      connection.signInWithToken("ann@client.example", "t0ken");
      assertThat(server.heard()).contains("AUTHENTICATE XOAUTH2 " + proof);
    }
    try (var server =
            ScriptedServer.offering(
                "",
                command ->
                    command.startsWith("AUTH")
                        ? "+ \r\n"
                        : command.isEmpty()
                            ? "TAG NO expired\r\n"
                            : "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n");
        var connection = connect(server)) {
      assertTrouble(
          ImapTrouble.SIGN_IN, () -> connection.signInWithToken("ann@client.example", "t0ken"));
      assertThat(server.heard()).endsWith("AUTHENTICATE XOAUTH2", proof, "");
    }
  }

  @Test
  void stopsWaitingForNewsWhenToldToAndWhenThereAreSome() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "IDLE",
                command ->
                    command.equals("IDLE")
                        ? "+ idling\r\n"
                        : command.equals("DONE") ? "TAG OK\r\n" : "* SEARCH\r\nTAG OK\r\n");
        var connection = connect(server)) {
      connection.endIdle();
      connection.idle(Duration.ofMinutes(1));
    }
    try (var server =
            ScriptedServer.offering(
                "IDLE",
                command ->
                    command.equals("IDLE")
                        ? "+ idling\r\n* OK still here\r\n* 4 EXISTS\r\n"
                        : command.equals("DONE") ? "TAG OK\r\n" : "* SEARCH\r\nTAG OK\r\n");
        var connection = connect(server)) {
      connection.idle(Duration.ofMinutes(1));
      assertThat(server.heard()).endsWith("IDLE", "DONE");
    }
  }

  @Test
  void namesNeighboursAsRangesAndNothingInBetween() {
    assertThat(UidSet.of(new long[] {1, 2, 3, 7, 9, 10, 4294967295L}))
        .isEqualTo("1:3,7,9:10,4294967295");
    assertThat(UidSet.of(new long[] {5})).isEqualTo("5");
  }

  @Test
  void understandsHoweverAServerSpellsItsFolders() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "SPECIAL-USE LIST-EXTENDED",
                command ->
                    command.equals("LIST \"\" \"*\" RETURN (SPECIAL-USE)")
                        ? "* LIST (\\HasNoChildren) \"/\" INBOX\r\n"
                            + "* LIST (\\HasNoChildren \\Sent) \".\" \"Verschickt &- gr&APYA3w-er\"\r\n"
                            + "* LIST (\\Sent \\NonExistent) NIL \"a \\\"b\\\" \\\\ c\"\r\n"
                            + "* LIST () \"\\\\\" {7}\r\nx {9}y)\r\n"
                            + "* LIST () \".\" &bro!ken-\r\n"
                            + "TAG OK\r\n"
                        : "TAG BAD\r\n");
        var connection = connect(server)) {
      assertThat(connection.folders())
          .extracting(MailFolder::name)
          .containsExactly("INBOX", "Verschickt & größer", "a \"b\" \\ c", "x {9}y)", "&bro!ken-");
      assertThat(connection.folders().stream().filter(MailFolder::isForSent))
          .extracting(MailFolder::name)
          .containsExactly("Verschickt & größer");
    }
  }

  @Test
  void putsAMailIntoAFolderOnlyWhenTheServerAsksForIt() throws Exception {
    var mail = "Subject: x\r\n\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII);
    try (var server =
            ScriptedServer.offering(
                "",
                command ->
                    switch (command) {
                      case "APPEND \"Full\" (\\Seen) \"01-Jan-1970 00:00:00 +0000\" {18}" ->
                          "TAG NO [OVERQUOTA] no room\r\n";
                      case "APPEND \"No\" (\\Seen) \"01-Jan-1970 00:00:00 +0000\" {18}" ->
                          "TAG NO not this one\r\n";
                      case "APPEND \"Sent\" (\\Seen) \"01-Jan-1970 00:00:00 +0000\" {18}" ->
                          "+ go on\r\n";
                      case "" -> "";
                      case "hi" -> "TAG OK done\r\n";
                      default -> "";
                    });
        var connection = connect(server)) {
      assertThat(connection.append("No", mail, Instant.EPOCH)).isFalse();
      assertThat(connection.append("Sent", mail, Instant.EPOCH)).isTrue();
      assertTrouble(ImapTrouble.FULL, () -> connection.append("Full", mail, Instant.EPOCH));
      assertThat(server.heard()).containsOnlyOnce("Subject: x");
    }
  }

  @Test
  void givesUpAServerThatSwallowsAMailAndSaysNothing() throws Exception {
    try (var server =
            ScriptedServer.offering(
                "", command -> command.startsWith("APPEND") ? "+ go on\r\n" : "");
        var connection = connect(server)) {
      assertTrouble(
          ImapTrouble.TOO_SLOW, () -> connection.append("Sent", new byte[10], Instant.EPOCH));
    }
  }
}
