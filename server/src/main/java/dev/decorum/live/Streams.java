package dev.decorum.live;

import dev.decorum.live.Ring.Numbered;
import dev.decorum.live.Stream.Changed;
import dev.decorum.live.Stream.Resync;
import dev.decorum.web.LivePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The browsers that listen to this node. Each change goes to those whose member may know of it,
/// asked anew for every batch of changes.
///
/// Stops before the web server does, so that open streams do not hold up a shutdown.
@Component
class Streams implements SmartLifecycle, LivePosition {

  static final int MOST_PER_MEMBER = 10;
  private static final int REMEMBERED = 2048;
  private static final Logger log = LoggerFactory.getLogger(Streams.class);

  private final ObjectProvider<LiveGate> gates;
  private final ObjectProvider<LiveSessions> sessions;
  private final Set<Stream> open = new LinkedHashSet<>();
  private final Ring ring = new Ring(REMEMBERED);
  private boolean running;

  Streams(ObjectProvider<LiveGate> gates, ObjectProvider<LiveSessions> sessions) {
    this.gates = gates;
    this.sessions = sessions;
  }

  /// A new stream, or empty when the server is about to stop.
  ///
  /// @param lastId where the browser's previous stream broke off
  Optional<Stream> open(UUID member, UUID session, @Nullable String lastId) {
    var stream = new Stream(member, session);
    Optional<List<Numbered>> missed;
    String from;
    synchronized (this) {
      if (!running) {
        return Optional.empty();
      }
      makeRoomFor(member);
      from = ring.latestId();
      missed = lastId == null ? Optional.of(List.of()) : ring.since(lastId);
      open.add(stream);
    }
    if (missed.isEmpty()) {
      stream.tell(new Resync(from));
    } else {
      replay(stream, missed.get());
    }
    return Optional.of(stream);
  }

  @Override
  public synchronized String latest() {
    return ring.latestId();
  }

  /// Ends the member's oldest stream when there are too many. A browser that went on to another
  /// page is not missed until the next sign of life, so the oldest is nearly always one nobody
  /// reads.
  private void makeRoomFor(UUID member) {
    List<Stream> theirs = open.stream().filter(stream -> stream.member().equals(member)).toList();
    if (theirs.size() >= MOST_PER_MEMBER) {
      Stream oldest = theirs.getFirst();
      oldest.end(false);
      open.remove(oldest);
    }
  }

  private void replay(Stream stream, List<Numbered> missed) {
    Function<Change, Set<UUID>> allowed = asking(Set.of(stream.member()));
    for (Numbered one : missed) {
      if (allowed.apply(one.change()).contains(stream.member())) {
        stream.tell(new Changed(ring.id(one.number()), one.change()));
      }
    }
  }

  synchronized void close(Stream stream) {
    open.remove(stream);
  }

  /// Passes changes on, in their order.
  void publish(List<Change> changes) {
    List<Stream> listeners;
    var numbered = new ArrayList<Numbered>();
    synchronized (this) {
      changes.forEach(change -> numbered.add(ring.add(change)));
      listeners = List.copyOf(open);
    }
    if (listeners.isEmpty()) {
      return;
    }
    Set<UUID> members = listeners.stream().map(Stream::member).collect(Collectors.toSet());
    Function<Change, Set<UUID>> allowed = asking(members);
    for (Numbered one : numbered) {
      Set<UUID> informed;
      try {
        informed = allowed.apply(one.change());
      } catch (RuntimeException undecided) {
        log.warn("Who may know of a change is unknown: {}", undecided.getClass().getName());
        gap();
        return;
      }
      var news = new Changed(ring.id(one.number()), one.change());
      for (Stream stream : listeners) {
        if (informed.contains(stream.member())) {
          stream.tell(news);
        }
      }
    }
  }

  /// Asks the gate of a topic once for each thing, however often it changed in this batch.
  private Function<Change, Set<UUID>> asking(Set<UUID> members) {
    Map<String, LiveGate> byTopic = new HashMap<>();
    gates.forEach(gate -> byTopic.put(gate.topic(), gate));
    Map<String, Set<UUID>> answers = new HashMap<>();
    return change -> {
      LiveGate gate = byTopic.get(change.topic());
      return gate == null
          ? Set.of()
          : answers.computeIfAbsent(
              change.topic() + " " + change.id(), _ -> gate.allowed(members, change.id()));
    };
  }

  /// Changes may have been missed: every browser fetches again what it shows.
  synchronized void gap() {
    ring.gap();
    var news = new Resync(ring.latestId());
    open.forEach(stream -> stream.tell(news));
  }

  @Scheduled(fixedDelay = 2000)
  void endStreamsOfEndedSessions() {
    LiveSessions known = sessions.getIfAvailable();
    List<Stream> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    if (known == null) {
      return;
    }
    Set<UUID> ended = new HashSet<>();
    for (UUID session : all.stream().map(Stream::session).collect(Collectors.toSet())) {
      if (!known.valid(session)) {
        ended.add(session);
      }
    }
    for (Stream stream : all) {
      if (ended.contains(stream.session())) {
        stream.end(true);
      }
    }
  }

  @Override
  public synchronized void start() {
    running = true;
  }

  @Override
  public synchronized void stop() {
    running = false;
    open.forEach(stream -> stream.end(false));
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }
}
