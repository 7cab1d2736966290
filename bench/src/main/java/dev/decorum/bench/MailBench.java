package dev.decorum.bench;

import dev.decorum.mail.Address;
import dev.decorum.mail.Bounce;
import dev.decorum.mail.DeliveryReport;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.mail.Message;
import dev.decorum.mail.Part;
import dev.decorum.mail.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How well mail is read, measured on labelled mails.
///
/// `MailBench FOLDER [--misses]`: the folder holds any of `reply-trim`, `zones`, `mime`, `bounces`
/// in the layouts of the public collections of these names; other `.eml` and `.txt` files only
/// count for the speed. Prints a table, then the same as one line of JSON; with `--misses` also, on
/// standard error, where the answer differs.
public final class MailBench {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final boolean showMisses;
  private final Map<String, Map<String, Double>> figures = new LinkedHashMap<>();

  private MailBench(boolean showMisses) {
    this.showMisses = showMisses;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0 || !Files.isDirectory(Path.of(arguments[0]))) {
      System.err.println("Usage: MailBench FOLDER [--misses]");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    var bench = new MailBench(Arrays.asList(arguments).contains("--misses"));
    bench.replyTrim(folder.resolve("reply-trim"));
    for (String corpus : List.of("enron/train", "enron/eval", "asf/train", "asf/eval")) {
      bench.zones(corpus, folder.resolve("zones").resolve(corpus));
    }
    bench.mime(folder.resolve("mime"));
    bench.bounces(folder.resolve("bounces"));
    bench.speed(folder);
    bench.print();
  }

  private void print() {
    for (var set : figures.entrySet()) {
      System.out.printf("%-18s", set.getKey());
      set.getValue().forEach((name, value) -> System.out.printf("  %s %s", name, shown(value)));
      System.out.println();
    }
    System.out.println(JSON.writeValueAsString(figures));
  }

  private static String shown(double value) {
    return value == Math.rint(value) && value > 1
        ? "%.0f".formatted(value)
        : "%.4f".formatted(value);
  }

  private void figure(String set, String name, double value) {
    figures.computeIfAbsent(set, key -> new LinkedHashMap<>()).put(name, value);
  }

  private void miss(String set, Path file, String what) {
    if (showMisses) {
      System.err.printf("%s %s: %s%n", set, file.getFileName(), what);
    }
  }

  // What the writer newly wrote, whole mails and lines.

  private void replyTrim(Path folder) throws IOException {
    int mails = 0;
    int exact = 0;
    var lines = new Counts();
    for (Path file : files(folder.resolve("emails"), ".txt")) {
      String expected = Files.readString(folder.resolve("trimmed").resolve(file.getFileName()));
      String found = MailReader.read(plainMail(Files.readString(file))).newText();
      mails++;
      if (squeezed(found).equals(squeezed(expected))) {
        exact++;
      } else {
        miss("reply-trim", file, "\n--- expected\n" + expected + "\n--- found\n" + found);
      }
      lines.compare(
          Arrays.asList(squeezed(expected).split("\n")),
          Arrays.asList(squeezed(found).split("\n")));
    }
    if (mails > 0) {
      figure("reply-trim", "mails", mails);
      figure("reply-trim", "exact", (double) exact / mails);
      figure("reply-trim", "precision", lines.precision());
      figure("reply-trim", "recall", lines.recall());
    }
  }

  /// Lines found and expected, blank lines and white space at ends aside.
  private static final class Counts {
    private int hits;
    private int found;
    private int expected;

    void compare(List<String> expectedLines, List<String> foundLines) {
      var left = new HashMap<String, Integer>();
      expectedLines.forEach(line -> left.merge(line, 1, Integer::sum));
      expected += expectedLines.size();
      found += foundLines.size();
      for (String line : foundLines) {
        if (left.merge(line, -1, Integer::sum) >= 0) {
          hits++;
        }
      }
    }

    double precision() {
      return (double) hits / found;
    }

    double recall() {
      return (double) hits / expected;
    }
  }

  private static String squeezed(String text) {
    var out = new StringBuilder();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  // Zones, line by line, and where the new text ends.

  /// What people mark: the words of the mail itself, those of earlier mails, what stands above
  /// those, and signatures of the mail itself.
  private enum Label {
    BODY,
    QUOTE,
    HEADER,
    SIGNATURE
  }

  private void zones(String corpus, Path folder) throws IOException {
    int lines = 0;
    int right = 0;
    int newOrNot = 0;
    int mails = 0;
    int ends = 0;
    int endsInText = 0;
    var confusion = new EnumMap<Label, Map<Label, Integer>>(Label.class);
    for (Path file : files(folder, ".ann")) {
      JsonNode labels = JSON.readTree(Files.readString(file));
      String text = labels.path("text").asString();
      Message message = MailReader.read(plainMail(text));
      List<@Nullable Label> expected = labelled(text, labels.path("denotations"));
      List<@Nullable Label> found = new ArrayList<>(found(message));
      String[] shown = text.split("\n", -1);
      for (int i = 0; i < found.size(); i++) {
        if (i >= expected.size() || expected.get(i) == null) {
          found.set(i, null);
        }
      }
      var wrong = new StringBuilder();
      for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
        Label label = expected.get(i);
        if (label == null) {
          continue;
        }
        lines++;
        confusion
            .computeIfAbsent(label, key -> new TreeMap<>())
            .merge(Objects.requireNonNull(found.get(i)), 1, Integer::sum);
        newOrNot += (label == Label.BODY) == (found.get(i) == Label.BODY) ? 1 : 0;
        if (label == found.get(i)) {
          right++;
        } else {
          wrong.append("\n  %s as %s: %s".formatted(label, found.get(i), shown[i]));
        }
      }
      mails++;
      int expectedEnd = last(expected, List.of(Label.BODY));
      boolean end = expectedEnd == last(found, List.of(Label.BODY));
      ends += end ? 1 : 0;
      List<Label> own = List.of(Label.BODY, Label.SIGNATURE);
      endsInText += last(expected, own) == last(found, own) ? 1 : 0;
      if (!wrong.isEmpty()) {
        miss(corpus, file, (end ? "" : "END") + wrong);
      }
    }
    if (mails > 0) {
      String set = "zones " + corpus;
      figure(set, "mails", mails);
      figure(set, "lines", lines);
      figure(set, "new or not", (double) newOrNot / lines);
      figure(set, "header, body, quote, signature", (double) right / lines);
      figure(set, "end of the new text", (double) ends / mails);
      figure(set, "end of the new text or its signature", (double) endsInText / mails);
      confusion.forEach(
          (kind, as) ->
              figure(
                  set,
                  kind.name().toLowerCase(java.util.Locale.ROOT) + " recall",
                  (double) as.getOrDefault(kind, 0)
                      / as.values().stream().mapToInt(Integer::intValue).sum()));
    }
  }

  /// The last line that is one of the kinds; -1 where there is none.
  private static int last(List<@Nullable Label> labels, List<Label> kinds) {
    for (int i = labels.size() - 1; i >= 0; i--) {
      Label label = labels.get(i);
      if (label != null && kinds.contains(label)) {
        return i;
      }
    }
    return -1;
  }

  /// Null for blank lines, which have no label of their own. In mails whose quotes are marked, the
  /// body below a header is one span although answers stand in between: there the mark decides.
  private static List<@Nullable Label> labelled(String text, JsonNode spans) {
    int quoteStart = text.length();
    for (JsonNode span : spans) {
      if (span.path("type").asString().equals("Header")) {
        quoteStart = Math.min(quoteStart, span.path("start").asInt());
      }
    }
    boolean marked = text.indexOf("\n>", quoteStart) >= 0;
    var kinds = new ArrayList<@Nullable Label>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      int middle = start + line.length() / 2;
      boolean quoted = line.startsWith(">") || (middle >= quoteStart && !marked);
      Label kind = quoted ? Label.QUOTE : Label.BODY;
      if (holds(spans, "Header", middle)) {
        kind = Label.HEADER;
      } else if (!quoted && middle < quoteStart && holds(spans, "Body/Signature", middle)) {
        kind = Label.SIGNATURE;
      }
      boolean unlabelled = line.isBlank() || (marked && middle >= quoteStart && kind == Label.BODY);
      kinds.add(unlabelled ? null : kind);
      start += line.length() + 1;
    }
    return kinds;
  }

  private static boolean holds(JsonNode spans, String type, int at) {
    for (JsonNode span : spans) {
      if (span.path("type").asString().equals(type)
          && span.path("start").asInt() <= at
          && span.path("end").asInt() > at) {
        return true;
      }
    }
    return false;
  }

  private static List<Label> found(Message message) {
    var kinds = new ArrayList<Label>();
    int start = 0;
    int zone = 0;
    for (String line : message.text().split("\n", -1)) {
      while (zone < message.zones().size() - 1 && message.zones().get(zone).end() <= start) {
        zone++;
      }
      kinds.add(
          message.zones().isEmpty()
              ? Label.BODY
              : switch (message.zones().get(zone).kind()) {
                case NEW -> Label.BODY;
                case HEADER -> Label.HEADER;
                case QUOTE, FORWARDED -> Label.QUOTE;
                case SIGNATURE, DISCLAIMER -> Label.SIGNATURE;
              });
      start += line.length() + 1;
    }
    return kinds;
  }

  private static byte[] plainMail(String text) {
    byte[] header =
        "Content-Type: text/plain; charset=utf-8\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    var mail = new ByteArrayOutputStream();
    mail.writeBytes(header);
    mail.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return mail.toByteArray();
  }

  // Parts and headers against another parser's reading.

  private void mime(Path folder) throws IOException {
    var agreed = new LinkedHashMap<String, int[]>();
    int mails = 0;
    for (Path file : allFiles(folder, ".eml")) {
      String name = file.getFileName().toString();
      JsonNode expected =
          JSON.readTree(Files.readString(file.resolveSibling(name.replace(".eml", ".json"))));
      JsonNode top = expected.path("parts").path(0).path("headers");
      Message message = read(file);
      mails++;
      if (message == null) {
        agree(agreed, "read", file, 1, 0);
        continue;
      }
      agree(agreed, "read", file, 1, 1);
      JsonNode subject = header(top, "subject");
      if (subject != null) {
        agree(
            agreed,
            "subject",
            file,
            squeezed(subject.path("Text").asString("")),
            squeezed(message.subject()));
      }
      JsonNode from = header(top, "from");
      if (from != null) {
        agree(
            agreed,
            "from",
            file,
            addresses(from),
            message.from().stream().map(MailBench::shown).toList());
      }
      JsonNode to = header(top, "to");
      if (to != null) {
        agree(
            agreed,
            "to",
            file,
            addresses(to),
            message.to().stream().map(MailBench::shown).toList());
      }
      JsonNode id = header(top, "message_id");
      if (id != null) {
        agree(
            agreed,
            "message id",
            file,
            id.path("Text").asString(""),
            String.valueOf(message.messageId()));
      }
      agree(agreed, "text", file, words(body(expected, "text_body")), words(message.text()));
      agree(
          agreed, "files", file, expected.path("attachments").size(), message.attachments().size());
      agree(
          agreed,
          "file names",
          file,
          names(expected),
          message.attachments().stream().map(Part::name).sorted().toList());
    }
    if (mails > 0) {
      figure("mime", "mails", mails);
    }
    agreed.forEach((name, count) -> figure("mime", name, (double) count[0] / count[1]));
  }

  private void agree(
      Map<String, int[]> agreed, String name, Path file, Object expected, Object found) {
    int[] count = agreed.computeIfAbsent(name, key -> new int[2]);
    count[1]++;
    if (expected.equals(found)) {
      count[0]++;
    } else {
      miss("mime", file, name + "\n  expected " + expected + "\n  found    " + found);
    }
  }

  private static @Nullable Message read(Path file) throws IOException {
    try {
      return MailReader.read(Files.readAllBytes(file));
    } catch (MailUnreadable unreadable) {
      return null;
    }
  }

  private static @Nullable JsonNode header(JsonNode headers, String name) {
    for (JsonNode header : headers) {
      if (header.path("name").asString("").equals(name)) {
        return header.path("value");
      }
    }
    return null;
  }

  private static List<String> addresses(JsonNode value) {
    var all = new ArrayList<String>();
    for (JsonNode address : value.path("Address").path("List")) {
      all.add(address(address));
    }
    for (JsonNode group : value.path("Address").path("Group")) {
      for (JsonNode address : group.path("addresses")) {
        all.add(address(address));
      }
    }
    return all;
  }

  private static String address(JsonNode node) {
    return "%s <%s>"
        .formatted(node.path("name").asString("").strip(), node.path("address").asString(""));
  }

  private static String shown(Address address) {
    return "%s <%s>".formatted(address.name(), address.address());
  }

  private static String body(JsonNode expected, String kind) {
    var text = new StringBuilder();
    for (JsonNode index : expected.path(kind)) {
      JsonNode body = expected.path("parts").path(index.asInt()).path("body");
      if (body.has("Text")) {
        text.append(body.path("Text").asString()).append('\n');
      } else if (body.has("Html")) {
        text.append(org.jsoup.Jsoup.parse(body.path("Html").asString()).text()).append('\n');
      }
    }
    return text.toString();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> names(JsonNode expected) {
    var names = new ArrayList<String>();
    for (JsonNode index : expected.path("attachments")) {
      JsonNode part = expected.path("parts").path(index.asInt());
      JsonNode disposition = header(part.path("headers"), "content_disposition");
      JsonNode type = header(part.path("headers"), "content_type");
      String name = attribute(disposition, "filename");
      name = name == null ? attribute(type, "name") : name;
      if (name != null) {
        names.add(Part.attachment(name, "application/octet-stream", new byte[0]).name());
      } else {
        String claimed =
            type == null
                ? "text/plain"
                : type.path("ContentType").path("c_type").asString("")
                    + "/"
                    + type.path("ContentType").path("c_subtype").asString("");
        names.add(Part.attachment("", claimed, new byte[0]).name());
      }
    }
    return names.stream().sorted().toList();
  }

  private static @Nullable String attribute(@Nullable JsonNode value, String name) {
    if (value != null) {
      for (JsonNode attribute : value.path("ContentType").path("attributes")) {
        if (attribute.path("name").asString("").equals(name)) {
          return attribute.path("value").asString("");
        }
      }
    }
    return null;
  }

  // Undeliverable mails and complaints: recognised, and of each recipient whether for good.

  private void bounces(Path folder) throws IOException {
    Path expected = folder.resolve("expected.jsonl");
    if (!Files.exists(expected)) {
      return;
    }
    int bounces = 0;
    int recognised = 0;
    int recipients = 0;
    int hard = 0;
    var listed = new HashSet<String>();
    for (String line : Files.readAllLines(expected)) {
      JsonNode labels = JSON.readTree(line);
      Path file = folder.resolve(labels.path("file").asString(""));
      listed.add(file.getFileName().toString());
      Message message = read(file);
      bounces++;
      DeliveryReport report = message == null ? null : message.report();
      if (report == null || report.bounces().isEmpty()) {
        miss("bounces", file, message == null ? "unreadable" : "is " + message.verdict());
        continue;
      }
      recognised++;
      List<Boolean> labelled =
          labels.path("expected").valueStream().map(one -> one.path("hard").asBoolean()).toList();
      List<Boolean> found = report.bounces().stream().map(Bounce::hard).toList();
      recipients += found.size() == labelled.size() ? 1 : 0;
      if (found.stream().sorted().toList().equals(labelled.stream().sorted().toList())) {
        hard++;
      } else {
        String told =
            report.bounces().stream()
                .map(bounce -> "\n  %s %s".formatted(bounce, bounce.explanation()))
                .collect(Collectors.joining());
        miss("bounces", file, labels.path("expected") + told);
      }
    }
    var others = new ArrayList<>(files(folder.resolve("not-a-bounce"), ".eml"));
    files(folder, ".eml").stream()
        .filter(file -> !listed.contains(file.getFileName().toString()))
        .forEach(others::add);
    int taken = 0;
    for (Path file : others) {
      Message message = read(file);
      if (message != null && message.verdict() == Verdict.BOUNCE) {
        taken++;
        miss("not-a-bounce", file, message.subject());
      }
    }
    figure("bounces", "mails", bounces);
    figure("bounces", "recognised", (double) recognised / Math.max(1, bounces));
    figure("bounces", "count of recipients", (double) recipients / Math.max(1, bounces));
    figure("bounces", "each hard or soft", (double) hard / Math.max(1, bounces));
    figure("bounces", "others", others.size());
    figure("bounces", "others taken for one", taken);
  }

  // How fast all mails of the folder are read, parsed and zoned.

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(5);

  private void speed(Path folder) throws IOException {
    var mails = new ArrayList<byte[]>();
    for (String ending : List.of(".eml", ".txt")) {
      for (Path file : allFiles(folder, ending)) {
        mails.add(Files.readAllBytes(file));
      }
    }
    if (mails.isEmpty()) {
      return;
    }
    readAgain(mails, WARM_UP);
    long[] found = readAgain(mails, MEASURED);
    figure("speed", "mails", mails.size());
    figure(
        "speed",
        "mean KB",
        mails.stream().mapToInt(mail -> mail.length).average().orElse(0) / 1024);
    figure("speed", "mails a second of CPU", found[0] * 1e9 / found[1]);
    figure("speed", "slowest ms", found[2] / 1e6);
  }

  /// How many were read, in how many nanoseconds of CPU, and the slowest of them.
  private static long[] readAgain(List<byte[]> mails, Duration time) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long read = 0;
    long slowest = 0;
    long start = threads.getCurrentThreadCpuTime();
    long before = start;
    while (before - start < time.toNanos()) {
      for (byte[] mail : mails) {
        try {
          MailReader.read(mail);
        } catch (MailUnreadable beyondTheLimits) {
          // Takes its time like any other.
        }
        long now = threads.getCurrentThreadCpuTime();
        slowest = Math.max(slowest, now - before);
        before = now;
        read++;
      }
    }
    return new long[] {read, before - start, slowest};
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<Path> allFiles(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
