package dev.decorum.bench;

import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Review;
import dev.decorum.conduct.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How fast replies are reviewed: messages of 780 characters with what the client wrote, one
/// thread, a heap of 64 MB.
///
/// `ConductSpeed [JMH's options]`. The texts are those of `bench/conduct/replies-tune.jsonl`, made
/// to one length with sentences of their neighbours.
@State(Scope.Benchmark)
@Threads(1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx64m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
public class ConductSpeed {

  private static final int LENGTH = 780;

  private final List<String> replies = new ArrayList<>();
  private final List<Context> contexts = new ArrayList<>();
  private Conduct conduct = Conduct.english();
  private int next;

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(ConductSpeed.class.getName())
                .jvmArgsAppend("-Ddecorum.home=" + System.getProperty("decorum.home", "."))
                .build())
        .run();
  }

  @Setup
  public void readTexts() throws IOException {
    var folder = Path.of(System.getProperty("decorum.home", "."), "bench", "conduct");
    var lines = Files.readAllLines(folder.resolve("replies-tune.jsonl"));
    var all = lines.stream().map(line -> JsonMapper.shared().readTree(line)).toList();
    var sent = ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]");
    for (var i = 0; i < all.size(); i++) {
      var line = all.get(i);
      replies.add(filled(all, i));
      contexts.add(
          Context.sentAt(sent)
              .answering(text(line, "client_message"))
              .between(text(line, "agent_name"), text(line, "client_name")));
    }
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asString("");
  }

  /// A reply with paragraphs of those that follow it, put before its last one until it is long
  /// enough.
  private static String filled(List<JsonNode> all, int index) {
    var own = text(all.get(index), "reply");
    var last = Math.max(0, own.lastIndexOf("\n\n"));
    var middle = new StringBuilder(own.substring(0, last));
    for (var i = 1; middle.length() + own.length() - last < LENGTH && i < all.size(); i++) {
      var other = text(all.get((index + i) % all.size()), "reply").split("\n\n");
      middle.append("\n\n").append(other[other.length / 2]);
    }
    var room = Math.max(0, LENGTH - (own.length() - last));
    var text = middle.substring(0, Math.min(room, middle.length())) + own.substring(last);
    return text.substring(0, Math.min(LENGTH, text.length()));
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public Review messagesPerSecond() {
    return review();
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Review oneMessage() {
    return review();
  }

  /// All packs read and made ready, in a warm virtual machine.
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Conduct packsReady() {
    return Conduct.of(Language.english());
  }

  private Review review() {
    var message = next;
    next = message + 1 == replies.size() ? 0 : message + 1;
    return conduct.review(replies.get(message), contexts.get(message));
  }
}
