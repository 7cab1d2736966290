package dev.decorum.bench;

import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/// How fast mails are read and taken apart into zones: all files `*.eml` below a folder, one after
/// another, one thread, a heap of 256 MB. Each is a mail, however broken; the slowest of all is the
/// maximum of `oneMail`.
///
/// `MailSpeed FOLDER [JMH's options]`.
@State(Scope.Benchmark)
@Threads(1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 4, time = 5)
public class MailSpeed {

  private static final String FOLDER = "decorum.mails";

  /// What is held in memory of the folder; the rest is read from the disk each time.
  private static final long MOST_HELD = 48 << 20;

  private final List<Path> files = new ArrayList<>();
  private final List<byte[]> held = new ArrayList<>();
  private int next;

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    if (arguments.length == 0) {
      System.err.println("MailSpeed FOLDER [JMH's options]");
      System.exit(2);
    }
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length)))
                .include(MailSpeed.class.getName())
                .jvmArgsAppend("-D" + FOLDER + "=" + Path.of(arguments[0]).toAbsolutePath())
                .build())
        .run();
  }

  @Setup
  public void findMails() throws IOException {
    try (var all = Files.walk(Path.of(System.getProperty(FOLDER, ".")))) {
      all.filter(file -> file.toString().endsWith(".eml")).sorted().forEach(files::add);
    }
    if (files.isEmpty()) throw new IllegalStateException("There is no file *.eml");
    long bytes = 0;
    for (var file : files) {
      bytes += Files.size(file);
      if (bytes > MOST_HELD) break;
      held.add(Files.readAllBytes(file));
    }
    System.out.printf("%,d mails, %,d of them held%n", files.size(), held.size());
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public Object mailsPerSecond() {
    return read();
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Object oneMail() {
    return read();
  }

  private Object read() {
    int mail = next;
    next = mail + 1 == files.size() ? 0 : mail + 1;
    try {
      return MailReader.read(
          mail < held.size() ? held.get(mail) : Files.readAllBytes(files.get(mail)));
    } catch (MailUnreadable beyondTheLimits) {
      return beyondTheLimits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
