package dev.decorum.coach;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientId;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Where;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.SendAdvice;
import dev.decorum.inbox.SendAdvice.Remark;
import dev.decorum.inbox.SendGate;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What modules above advise on a message while it is written. What they looked up is kept for a
/// minute, for one writer, client and conversation. Where one fails, the rest is shown all the
/// same.
@Component
class Advisers {

  private static final Logger log = LoggerFactory.getLogger(Advisers.class);
  private static final Duration KEPT = Duration.ofMinutes(1);

  private record Key(
      MemberId writer, ZoneId zone, ClientId client, @Nullable ConversationId conversation) {}

  private final ObjectProvider<SendGate> gates;
  private final Cache<Key, List<SendAdvice>> known =
      Caffeine.newBuilder().maximumSize(500).expireAfterWrite(KEPT).build();

  // Gates are asked for late: they live in modules above that need this one.
  Advisers(ObjectProvider<SendGate> gates) {
    this.gates = gates;
  }

  /// As hints about the message as a whole.
  List<Finding> on(Viewer writer, Occasion occasion, String text) {
    var client = occasion.client();
    if (client == null) return List.of();
    var in = occasion.conversation();
    return known
        .get(new Key(writer.id(), writer.zone(), client.id(), in), _ -> advice(writer, client, in))
        .stream()
        .flatMap(advice -> remarks(advice, text))
        .map(Advisers::hint)
        .toList();
  }

  private List<SendAdvice> advice(Viewer writer, Client client, @Nullable ConversationId in) {
    return gates
        .orderedStream()
        .map(gate -> gate.advice(writer, client, in))
        .filter(advice -> advice != SendAdvice.NONE)
        .toList();
  }

  private static Stream<Remark> remarks(SendAdvice advice, String text) {
    try {
      return advice.on(text).stream();
    } catch (RuntimeException failed) {
      log.warn("Nothing could be advised on a draft: {}", failed.getClass().getName());
      return Stream.empty();
    }
  }

  private static Finding hint(Remark remark) {
    return new Finding(
        remark.key() + "." + remark.subject(),
        remark.key(),
        Level.ADVICE,
        Where.DOCUMENT,
        0,
        0,
        remark.quote(),
        remark.why(),
        null);
  }
}
