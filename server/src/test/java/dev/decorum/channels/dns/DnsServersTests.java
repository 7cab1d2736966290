package dev.decorum.channels.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.dns.Question.Kind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Against a name server on a real socket.
@Timeout(60)
class DnsServersTests {

  private final DatagramSocket socket;
  private final DnsServers servers;

  DnsServersTests() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    servers =
        DnsServers.at(
            List.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort())));
    Thread.ofPlatform().daemon().name("name-server").start(this::serve);
  }

  @AfterEach
  void close() {
    socket.close();
  }

  private void serve() {
    var bytes = new byte[4096];
    while (!socket.isClosed()) {
      try {
        var packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        var query = new Message(java.util.Arrays.copyOf(bytes, packet.getLength()));
        var question = query.getQuestion();
        if (question.getName().toString().startsWith("silent.")) continue;
        var reply = reply(query, question).toWire();
        socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static Message reply(Message query, Record question) throws IOException {
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.addRecord(question, Section.QUESTION);
    var name = question.getName().toString(true);
    switch (name + " " + Type.string(question.getType())) {
      case "client.example TXT" -> {
        add(reply, question, 300, "\"v=spf1 \" \"ip4:192.0.2.1 -all\"");
        add(reply, question, 120, "\"other\"");
      }
      case "client.example MX" -> {
        add(reply, question, 60, "20 second.client.example.");
        add(reply, question, 60, "10 first.client.example.");
      }
      case "nullmx.example MX" -> add(reply, question, 60, "0 .");
      case "client.example A" -> add(reply, question, 60, "192.0.2.1");
      case "client.example AAAA" -> add(reply, question, 60, "2001:db8::1");
      case "1.2.0.192.in-addr.arpa PTR" -> add(reply, question, 60, "client.example.");
      case "alias.example TXT" -> {
        reply.addRecord(
            Record.fromString(
                question.getName(),
                Type.CNAME,
                question.getDClass(),
                60,
                "client.example.",
                Name.root),
            Section.ANSWER);
        reply.addRecord(
            Record.fromString(
                Name.fromString("client.example."),
                Type.TXT,
                question.getDClass(),
                60,
                "\"end\"",
                Name.root),
            Section.ANSWER);
      }
      case "broken.example TXT" -> reply.getHeader().setRcode(Rcode.SERVFAIL);
      case "empty.example TXT" -> {}
      case " NS" -> add(reply, question, 60, "a.root-servers.net.");
      default -> reply.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return reply;
  }

  private static void add(Message reply, Record question, long ttl, String data)
      throws IOException {
    reply.addRecord(
        Record.fromString(
            question.getName(), question.getType(), question.getDClass(), ttl, data, Name.root),
        Section.ANSWER);
  }

  private Reply ask(Kind kind, String name) {
    return servers.ask(new Question(kind, name)).toCompletableFuture().join();
  }

  private static Reply known(int seconds, String... values) {
    return new Reply.Known(List.of(values), Duration.ofSeconds(seconds));
  }

  @Test
  void putsThePiecesOfATextTogetherAndTakesTheShortestTime() {
    assertThat(ask(Kind.TEXT, "client.example"))
        .isEqualTo(known(120, "v=spf1 ip4:192.0.2.1 -all", "other"));
  }

  @Test
  void readsAllKindsOfRecord() {
    assertThat(ask(Kind.ADDRESSES, "client.example")).isEqualTo(known(60, "192.0.2.1"));
    assertThat(ask(Kind.ADDRESSES_6, "client.example"))
        .isEqualTo(known(60, "2001:db8:0:0:0:0:0:1"));
    assertThat(ask(Kind.NAMES, "192.0.2.1")).isEqualTo(known(60, "client.example"));
    assertThat(ask(Kind.MAIL_HOSTS, "client.example"))
        .isEqualTo(known(60, "first.client.example", "second.client.example"));
    assertThat(ask(Kind.MAIL_HOSTS, "nullmx.example")).isEqualTo(known(60));
    assertThat(ask(Kind.SIGN_OF_LIFE, "")).isInstanceOf(Reply.Known.class);
  }

  @Test
  void followsAnAlias() {
    assertThat(ask(Kind.TEXT, "alias.example")).isEqualTo(known(60, "end"));
  }

  @Test
  void knowsThatThereIsNothing() {
    assertThat(ask(Kind.TEXT, "nobody.example")).isEqualTo(known(300));
    assertThat(ask(Kind.TEXT, "empty.example")).isEqualTo(known(300));
    assertThat(ask(Kind.TEXT, "a".repeat(64) + ".example")).isEqualTo(known(300));
    assertThat(ask(Kind.TEXT, "a..example")).isEqualTo(known(300));
  }

  @Test
  void tellsFailureFromSilence() {
    assertThat(ask(Kind.TEXT, "broken.example")).isEqualTo(new Reply.Failed());

    long start = System.nanoTime();
    assertThat(ask(Kind.TEXT, "silent.example")).isEqualTo(new Reply.Silence());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }
}
