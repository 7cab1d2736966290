package dev.decorum.channels.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A server that says what a test tells it to, for one connection.
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket listener;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /// @param greeting what it says first
  /// @param answers to a line without its tag; `TAG` stands for the tag
  ScriptedServer(String greeting, UnaryOperator<String> answers) throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (var socket = listener.accept();
                  var in =
                      new BufferedReader(
                          new InputStreamReader(
                              socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                var out = socket.getOutputStream();
                out.write(greeting.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                var tag = "";
                for (String line; (line = in.readLine()) != null; ) {
                  boolean tagged = line.matches("d\\d+ .*");
                  if (tagged) tag = line.substring(0, line.indexOf(' '));
                  var command = tagged ? line.substring(tag.length() + 1) : line;
                  heard.add(command);
                  var answer = answers.apply(command);
                  out.write(answer.replace("TAG", tag).getBytes(StandardCharsets.ISO_8859_1));
                  out.flush();
                }
              } catch (IOException e) {
                // The client has gone.
              }
            });
  }

  /// Answers CAPABILITY by these, and everything else by `answers`.
  static ScriptedServer offering(String capabilities, UnaryOperator<String> answers)
      throws IOException {
    return new ScriptedServer(
        "* OK hello\r\n",
        command ->
            command.equals("CAPABILITY")
                ? "* CAPABILITY IMAP4rev1 " + capabilities + "\r\nTAG OK\r\n"
                : answers.apply(command));
  }

  int port() {
    return listener.getLocalPort();
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
