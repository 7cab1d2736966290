package dev.decorum.demo;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientId;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which clients are made up. Every page and every message asks, so each node keeps them in memory.
@Component
class SampleClients {

  private static final String QUEUE = "sample";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Kept<Set<ClientId>> known;

  SampleClients(JdbcClient jdbc, Live live, @Qualifier("clock") Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.known = new Kept<>(live, QUEUE, this::read);
  }

  Set<ClientId> all() {
    return known.get();
  }

  /// Those there are now; whoever loads or removes the sample at the same time is waited for.
  Set<ClientId> lock() {
    jdbc.sql("lock table demo.client in share row exclusive mode").update();
    return read();
  }

  void add(Collection<Client> clients) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    for (Client client : clients) {
      jdbc.sql("insert into demo.client (client_id, loaded_at) values (:client, :now)")
          .param("client", client.id().id())
          .param("now", now)
          .update();
    }
    known.changed();
  }

  void clear() {
    jdbc.sql("delete from demo.client").update();
    known.changed();
  }

  private Set<ClientId> read() {
    return jdbc.sql("select client_id from demo.client").query(UUID.class).list().stream()
        .map(ClientId::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
