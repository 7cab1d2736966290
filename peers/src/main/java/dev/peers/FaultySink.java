package dev.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A mail server that takes a mail, asks to try again later, or takes it and hangs up before it has
/// said so. It keeps a list of all mails that came whole.
public final class FaultySink implements AutoCloseable {

  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id:\\s*(<[^>\r\n]*>)");

  /// What becomes of a mail that has come whole.
  public enum Fate {
    /// 250: it is taken.
    TAKE,
    /// 451: it is not, for now.
    REFUSE,
    /// It is taken, and the line ends before a word of that.
    DROP
  }

  /// @param at when it had come whole, by [System#nanoTime()]
  public record Mail(List<String> recipients, byte[] bytes, long at) {

    public Mail {
      recipients = List.copyOf(recipients);
    }

    /// With its brackets; empty when there is none.
    public String messageId() {
      var head = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
      var found = MESSAGE_ID.matcher(head);
      return found.find() ? found.group(1) : "";
    }
  }

  /// A mail that was taken, and whether its sender was told.
  public record Taken(Mail mail, boolean told) {}

  /// Decides, and may take its time.
  public interface Judge {
    Fate of(Mail mail);
  }

  private final ServerSocket listener;
  private final Judge judge;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public FaultySink(Judge judge) {
    this.judge = judge;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("faulty-sink").start(this::accept);
  }

  /// Refuses and hangs up by chance, the same with the same seed and order of mails.
  public static Judge dice(long seed, int refusedPercent, int droppedPercent) {
    var random = new Random(seed);
    return _ -> {
      int dice;
      synchronized (random) {
        dice = random.nextInt(100);
      }
      if (dice < refusedPercent) return Fate.REFUSE;
      return dice < refusedPercent + droppedPercent ? Fate.DROP : Fate.TAKE;
    };
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// All mails that were taken, in the order in which they came.
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Session(socket).run();
    } catch (IOException gone) {
      // Whoever sent has gone, or was killed.
    } finally {
      open.remove(socket);
    }
  }

  private final class Session {
    private final Socket socket;
    private final InputStream in;
    private final List<String> recipients = new ArrayList<>();

    Session(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    void run() throws IOException {
      say("220 sink.example");
      while (true) {
        var command = line();
        var verb =
            command.length() < 4 ? command : command.substring(0, 4).toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO" -> say("250-sink.example\r\n250 SMTPUTF8");
          case "RCPT" -> {
            recipients.add(command.substring(command.indexOf('<') + 1, command.indexOf('>')));
            say("250 ok");
          }
          case "MAIL", "RSET" -> {
            recipients.clear();
            say("250 ok");
          }
          case "DATA" -> {
            say("354 go on");
            if (!answered(new Mail(recipients, content(), System.nanoTime()))) return;
          }
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("250 ok");
        }
      }
    }

    /// @return false when the line is to end
    private boolean answered(Mail mail) throws IOException {
      switch (judge.of(mail)) {
        case REFUSE -> say("451 4.3.0 try again later");
        case DROP -> {
          taken.add(new Taken(mail, false));
          return false;
        }
        case TAKE -> {
          taken.add(new Taken(mail, true));
          say("250 2.0.0 taken");
        }
      }
      return true;
    }

    private byte[] content() throws IOException {
      var content = new ByteArrayOutputStream();
      while (true) {
        var line = line();
        if (line.equals(".")) return content.toByteArray();
        var text = line.startsWith(".") ? line.substring(1) : line;
        content.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int b; (b = in.read()) != '\n'; ) {
        if (b < 0) throw new EOFException();
        if (b != '\r') line.append((char) b);
      }
      return line.toString();
    }

    private void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : open) socket.close();
  }
}
