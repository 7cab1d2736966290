package dev.decorum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTests {

  private record Ended(int code, String out, String err) {}

  private static Ended run(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        Main.commandLine(environment)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private static Ended run(String... arguments) {
    return run(Map.of(), arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
                                            | Say what to do
          fly                               | Unmatched argument at index 0: 'fly'
          serve --prot 1                    | Unknown options: '--prot', '1'
          serve --port abc                  | 'abc' is not an int
          serve --port 80000                | --port is a number from 0 to 65535, not 80000.
          serve --bind 192.0.2.1            | This machine has no address 192.0.2.1: choose another with --bind.
          serve --bind nowhere.invalid      | The address nowhere.invalid of --bind is not known: give an IP address.
          serve --port 0 --zone Nowhere     | There is no time zone Nowhere: write it like Europe/Berlin.
          serve --port 0 --base-url desk    | --base-url is a full address such as https://desk.example.com, not desk.
          serve --port 0 --tls-cert c.pem   | --tls-cert and --tls-key belong together: give both.
          serve --port 0 --trusted-proxy x  | x of --trusted-proxy is not a network
          serve --port 0 --tls-cert nowhere.pem --tls-key nowhere.pem | The file nowhere.pem cannot be read: check its name and rights.
          serve --port 0 --smtp-port 0 --data /dev/null/data | The data folder /dev/null/data cannot be written
          serve --port 0 --smtp-port 0 --data target/no-database --database-url jdbc:mysql://x | The user of the database is missing
          token create                      | Missing required option: '--member=ADDR'
          token create --member a@b --scope x | 'x' is not read, write or admin
          token create --member a@b --data nowhere | There is no data folder
          member add --name N --email E --role boss | 'boss' is not agent, lead, officer or admin
          mailbox add --address a@b.example --smtp-user u | The outgoing server is missing: name it with --smtp-host.
          mailbox add --address a@b.example --imap-sent-copies | The server to fetch from is missing: name it with --imap-host.
          mailbox add --address a@b.example --imap-sent-folder Sent | The server to fetch from is missing: name it with --imap-host.
          mailbox test                      | Missing required option: '--address=ADDR'
          doctor --data nowhere             | There is no data folder
          """)
  void whatIsWronglyTypedIsToldInASentence(String arguments, String sentence) {
    var ended = run(arguments == null ? new String[0] : arguments.split(" "));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(sentence).doesNotContain("\tat ", "Exception");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertThat(run("member", "ad").err()).contains("Did you mean", "member add?");
  }

  @Test
  void saysItsVersionAndNothingElse() {
    var ended = run("--version");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).matches("Decorum \\S+\\R");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void everyCommandHasHelpThatBeginsWithExamples() {
    assertHelps(Main.commandLine(Map.of()));
  }

  private static void assertHelps(CommandLine command) {
    for (var each : command.getSubcommands().values()) {
      var help = each.getUsageMessage(CommandLine.Help.Ansi.OFF);
      assertThat(each.getCommandSpec().findOption("--help")).isNotNull();
      if (each.getSubcommands().isEmpty() && !each.getCommandSpec().usageMessage().hidden()) {
        assertThat(help.indexOf("\n  decorum "))
            .as("an example before the options in: %s", help)
            .isPositive()
            .isLessThan(help.indexOf("\nUsage:"));
      }
      assertHelps(each);
    }
  }

  @Test
  void aVariableStandsInForAnOptionAndYieldsToIt() {
    var variable = Map.of("DECORUM_ZONE", "Nowhere");

    assertThat(run(variable, "serve", "--port", "0", "--smtp-port", "0").err())
        .contains("There is no time zone Nowhere");
    assertThat(
            run(variable, "serve", "--port", "0", "--smtp-port", "0", "--zone", "Elsewhere").err())
        .contains("There is no time zone Elsewhere");
  }

  @Test
  void theVariablesOfTheServerSayNothingAboutAMailbox() {
    var ended =
        run(
            Map.of("DECORUM_SMTP_PORT", "2525"),
            "mailbox",
            "add",
            "--address",
            "hello@example.com",
            "--data",
            "nowhere");

    assertThat(ended.err()).contains("There is no data folder");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertThat(run("serve", "--port", port).err())
          .isEqualToIgnoringNewLines(
              "Port %s is in use: stop the program that has it, or choose another with --port."
                  .formatted(port));
      assertThat(run("serve", "--port", "0", "--smtp-port", port).err())
          .isEqualToIgnoringNewLines(
              "Port %s is in use: stop the program that has it, or choose another with --smtp-port."
                  .formatted(port));
    }
  }

  @Test
  void aCertificateThatIsNoneIsNamed() throws IOException {
    var folder = TestDatabase.newFolder();
    var text = Files.writeString(folder.resolve("text.pem"), "no certificate");

    assertThat(
            run(
                    "serve",
                    "--port",
                    "0",
                    "--smtp-port",
                    "0",
                    "--tls-cert",
                    text.toString(),
                    "--tls-key",
                    text.toString())
                .err())
        .contains("text.pem holds no certificate in PEM form");
  }

  @Test
  void showsWhatIsReadInMails() throws IOException {
    var mail =
        Files.writeString(
            TestDatabase.newFolder().resolve("mail.eml"),
            """
            From: Helen Brandt <helen@example.com>
            To: hello@example.org
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Date: Fri, 20 Nov 2026 10:15:00 +0100
            Message-ID: <1@example.com>

            Thank you.
            """);

    var ended = run("mail", "--format", "jsonl", mail.toString(), "nowhere.eml");

    var lines = ended.out().lines().toList();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .contains(
            "\"from\":\"helen@example.com\"",
            "\"to\":[\"hello@example.org\"]",
            "\"subject\":\"Grüße\"",
            "\"date\":\"2026-11-20T10:15+01:00\"",
            "\"message_id\":\"1@example.com\"",
            "\"new_text\":\"Thank you.\"",
            "\"verdict\":\"ordinary\"");
    assertThat(lines.getLast())
        .isEqualTo(
            "{\"file\":\"nowhere.eml\",\"error\":\"The file cannot be read: check its name and rights.\"}");
  }

  @Test
  void measuresCallsLineByLineAndKeepsThePlaceOfABadLine() throws IOException {
    var calls =
        Files.writeString(
            TestDatabase.newFolder().resolve("calls.jsonl"),
            """
            {"id":"1","turns":[{"speaker":"client","start":0.0,"end":4.0,"text":"Can you come on Friday?"},{"speaker":"agent","start":5.5,"end":7.5,"text":"At nine."}]}
            {"id":2,"turns":[{"speaker":"agent","start":4,"end":3}]}
            nothing
            """);

    var ended = run("call", "--format", "jsonl", calls.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out().lines())
        .containsExactly(
            "{\"id\":\"1\",\"agent_talk_ratio\":0.333333,\"agent_speech_s\":2.0,\"client_speech_s\":4.0,"
                + "\"interruptions_by_agent\":0,\"interruptions_by_client\":0,\"overlap_s\":0.0,"
                + "\"longest_monologue_agent_s\":2.0,\"longest_monologue_client_s\":4.0,"
                + "\"mean_agent_response_latency_s\":1.5,\"questions_by_agent\":0,"
                + "\"questions_by_client\":1,\"agent_patience\":1.0}",
            "{\"id\":2,\"error\":\"Line 2: turn 1 does not start at 0 s or later and end no earlier than it starts.\"}",
            "{\"id\":null,\"error\":\"Line 3: this is no JSON.\"}");
  }

  @Test
  void measuresACallOfNamedSpeakers() throws IOException {
    var call =
        Files.writeString(
            TestDatabase.newFolder().resolve("call.vtt"),
            """
            WEBVTT

            00:01.000 --> 00:04.000
            <v Anna Berg>Good morning, how can I help?

            00:04.500 --> 00:08.500
            <v Tom Reed>My boiler is cold.
            """);

    var ended = run("call", "--agent", "Anna Berg", call.toString());

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("\"agent_speech_s\" : 3.0", "\"client_speech_s\" : 4.0");
    assertThat(run("call", call.toString()).out())
        .contains("Line 4: it is not said which side a speaker belongs to");
  }
}
