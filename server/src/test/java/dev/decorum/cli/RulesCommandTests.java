package dev.decorum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTests {

  private record Ended(int code, String out, String err) {}

  @TempDir Path folder;

  @Test
  void listsTheRulesInForce() throws IOException {
    var ended = run("rules", "list", "--pack", pack("We call zzometime."));

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsPattern("advice +readability.long-sentence +K9 +metric")
        .containsPattern("warning +own.sometime +K10 +phrase");
  }

  @Test
  void explainsARuleWithItsExamples() {
    var ended = run("rules", "explain", "readability.long-sentence");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("category readability", "    finds:    The engineer", "is quiet:");
    assertThat(run("rules", "explain", "nothing").err())
        .contains("There is no rule, category or pack nothing");
  }

  @Test
  void triesPacksOnTheirExamples() throws IOException {
    assertThat(run("rules", "test", "--pack", pack("We call zzometime.")))
        .satisfies(
            ended -> {
              assertThat(ended.code()).isZero();
              assertThat(ended.out()).startsWith("All well: ");
            });
    assertThat(run("rules", "test", "--pack", pack("We call on Monday.")))
        .satisfies(
            ended -> {
              assertThat(ended.code()).isEqualTo(1);
              assertThat(ended.out()).contains("own.yaml, line 10, key rules[0].examples.match[0]");
            });
  }

  @Test
  void usesAFolderOfValeRulesAndNamesThoseItCannot() throws IOException {
    var style = Files.createDirectory(folder.resolve("House"));
    Files.writeString(
        style.resolve("Words.yml"), "extends: existence\nmessage: \"No '%s'.\"\ntokens: [zzoon]\n");
    Files.writeString(style.resolve("Spelling.yml"), "extends: spelling\nmessage: x\n");
    var reply = Files.writeString(folder.resolve("reply.txt"), "It is zzoon.").toString();

    assertThat(run("rules", "list", "--pack", style.toString()).out())
        .containsPattern("advice +House.Words +K7 +existence")
        .contains("House.Spelling is not used. It needs a dictionary.");
    assertThat(run("check", "--pack", style.toString(), reply).out()).contains("No 'zzoon'.");
  }

  private String pack(String match) throws IOException {
    return Files.writeString(
            folder.resolve("own.yaml"),
            """
            guideline: own
            requirement: K10
            category: own_word
            level: warning
            why: Name the day.
            rules:
              - id: own.sometime
                phrases: [zzometime]
                examples:
                  match: [%s]
                  miss: [We call on Friday.]
            """
                .formatted(match))
        .toString();
  }

  private static Ended run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        Main.commandLine(Map.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }
}
