package dev.decorum.cli;

import dev.decorum.mail.Address;
import dev.decorum.mail.Bounce;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.mail.Message;
import dev.decorum.mail.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// Shows what the product reads in raw mails; no server needed.
@Command(
    name = "mail",
    header = {
      "Shows what the product reads in raw mails; no server needed.",
      "",
      "  decorum mail message.eml",
      "  decorum mail --format jsonl *.eml",
      "  decorum mail - < message.eml",
      ""
    })
final class MailCommand implements Callable<Integer> {

  private enum Format {
    JSON,
    JSONL
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json (indented) or jsonl (one line a mail).")
  private Format format = Format.JSON;

  @Parameters(paramLabel = "FILE", description = "Raw mails; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    var json =
        JsonMapper.builder()
            .configure(SerializationFeature.INDENT_OUTPUT, format == Format.JSON)
            .build();
    var out = command.commandLine().getOut();
    var code = 0;
    for (var file : files.isEmpty() ? List.of("-") : files) {
      var shown = shown(file);
      out.println(json.writeValueAsString(shown));
      if (shown instanceof Unread) {
        code = 2;
      }
    }
    out.flush();
    return code;
  }

  private static Record shown(String file) {
    try {
      var raw = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      return Shown.of(file, MailReader.read(raw));
    } catch (MailUnreadable unreadable) {
      return new Unread(file, String.valueOf(unreadable.getMessage()));
    } catch (IOException _) {
      return new Unread(file, "The file cannot be read: check its name and rights.");
    }
  }

  private record Unread(String file, String error) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record Shown(
      String file,
      @Nullable String from,
      List<String> to,
      List<String> cc,
      String subject,
      @Nullable String date,
      @Nullable String messageId,
      String text,
      @Nullable String html,
      String newText,
      List<ShownPart> attachments,
      String verdict,
      List<ShownBounce> bounces) {

    static Shown of(String file, Message message) {
      var date = message.date();
      var report = message.report();
      return new Shown(
          file,
          message.from().stream().map(Shown::address).findFirst().orElse(null),
          message.to().stream().map(Shown::address).toList(),
          message.cc().stream().map(Shown::address).toList(),
          message.subject(),
          date == null ? null : date.toString(),
          message.messageId(),
          message.text(),
          message.html(),
          message.newText(),
          message.attachments().stream().map(ShownPart::of).toList(),
          message.verdict().name().toLowerCase(Locale.ROOT),
          report == null ? List.of() : report.bounces().stream().map(ShownBounce::of).toList());
    }

    private static String address(Address address) {
      return address.address().isEmpty() ? address.name() : address.address();
    }
  }

  private record ShownBounce(String recipient, String status, boolean hard) {

    static ShownBounce of(Bounce bounce) {
      return new ShownBounce(bounce.recipient(), bounce.status(), bounce.hard());
    }
  }

  private record ShownPart(String name, String type, int size, String sha256) {

    static ShownPart of(Part part) {
      try {
        var digest = MessageDigest.getInstance("SHA-256").digest(part.bytes());
        return new ShownPart(
            part.name(), part.type(), part.size(), HexFormat.of().formatHex(digest));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
