package dev.decorum.channels.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on a real socket, with records of our own. Names that were not given do not exist.
public final class NameServer implements AutoCloseable {

  private static final int ALIAS_TTL = 60;

  private final DatagramSocket socket;

  /// By name and type, such as `client.example TXT`.
  private final Map<String, List<Record>> records = new ConcurrentHashMap<>();

  private final Map<String, String> aliases = new ConcurrentHashMap<>();
  private final Set<String> existing = ConcurrentHashMap.newKeySet();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  public NameServer() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      record(" NS", ALIAS_TTL, "a.root-servers.net.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("name-server").start(this::serve);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  /// @param question name and type
  /// @param data as in a zone file
  public void record(String question, long ttl, String data) {
    int blank = question.indexOf(' ');
    try {
      var name = blank == 0 ? Name.root : Name.fromString(question.substring(0, blank), Name.root);
      int type = Type.value(question.substring(blank + 1));
      records
          .computeIfAbsent(question, _ -> new CopyOnWriteArrayList<>())
          .add(Record.fromString(name, type, DClass.IN, ttl, data, Name.root));
      existing.add(question.substring(0, blank));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void alias(String name, String of) {
    aliases.put(name, of);
  }

  /// A name without records.
  void exists(String name) {
    existing.add(name);
  }

  void fails(String name) {
    failing.add(name);
  }

  void silent(String name) {
    silent.add(name);
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    var bytes = new byte[4096];
    while (!socket.isClosed()) {
      try {
        var packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        var query = new Message(Arrays.copyOf(bytes, packet.getLength()));
        if (silent.contains(name(query.getQuestion()))) continue;
        var reply = reply(query).toWire();
        socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static String name(Record question) {
    return question.getName().equals(Name.root) ? "" : question.getName().toString(true);
  }

  private Message reply(Message query) throws IOException {
    var question = query.getQuestion();
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.addRecord(question, Section.QUESTION);
    var name = name(question);
    var alias = aliases.get(name);
    if (alias != null) {
      reply.addRecord(
          Record.fromString(
              question.getName(), Type.CNAME, DClass.IN, ALIAS_TTL, alias + ".", Name.root),
          Section.ANSWER);
      name = alias;
    }
    if (failing.contains(name)) {
      reply.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (!existing.contains(name)) {
      reply.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    for (var record :
        records.getOrDefault(name + " " + Type.string(question.getType()), List.of())) {
      reply.addRecord(record, Section.ANSWER);
    }
    return reply;
  }
}
