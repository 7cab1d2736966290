package dev.decorum.clients;

import static dev.decorum.clients.ClientRecords.at;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Clients who may be there twice. Nobody but a person says whether they are.
@Service
@Transactional
public class Duplicates {

  private static final int MOST = 5;

  private final JdbcClient jdbc;
  private final ClientRecords records;
  private final Clients clients;
  private final Audit audit;
  private final Clock clock;

  Duplicates(JdbcClient jdbc, ClientRecords records, Clients clients, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.records = records;
    this.clients = clients;
    this.audit = audit;
    this.clock = clock;
  }

  private record Pair(UUID one, UUID other) {}

  /// Whether anybody may be the same as this client.
  @Transactional(readOnly = true)
  public boolean any(Viewer viewer, Client client) {
    return !alike(viewer, client, 1).isEmpty();
  }

  /// Who may be the same as this client, the likeliest first.
  @Transactional(readOnly = true)
  public List<Duplicate> of(Viewer viewer, Client client) {
    List<UUID> alike = alike(viewer, client, MOST);
    Map<UUID, Client> known = open(viewer, alike.stream());
    return alike.stream()
        .flatMap(id -> Stream.ofNullable(known.get(id)))
        .map(other -> duplicate(client, other))
        .toList();
  }

  private List<UUID> alike(Viewer viewer, Client client, int most) {
    return jdbc.sql(
            """
                select k.id
                  from (select m.client_id, sum(m.weight) as weight
                          from clients.likeness l
                          join clients.likeness m on m.key = l.key and m.client_id <> l.client_id
                         where l.client_id = :client
                         group by m.client_id
                        having sum(m.weight) >= :enough) as alike
                  join clients.visible_to(:viewer) k on k.id = alike.client_id
                 where not exists (
                         select
                           from clients.told_apart t
                          where t.one_id = least(k.id, :client)
                            and t.other_id = greatest(k.id, :client))
                 order by alike.weight desc, k.id
                 limit :most
                """)
        .param("client", client.id().id())
        .param("viewer", viewer.id().id())
        .param("enough", Likenesses.ENOUGH)
        .param("most", most)
        .query((row, _) -> row.getObject("id", UUID.class))
        .list();
  }

  /// All pairs the viewer may see both of, the ones known longest first.
  ///
  /// @param cursor where the page before ended; null: from the start
  @Transactional(readOnly = true)
  public Page<Duplicate> all(Viewer viewer, @Nullable Cursor cursor, int limit) {
    var statement =
        jdbc.sql(
                """
                select l.client_id as one, m.client_id as other
                  from clients.likeness l
                  join clients.likeness m on m.key = l.key and m.client_id > l.client_id
                  join clients.visible_to(:viewer) k on k.id = l.client_id
                  join clients.visible_to(:viewer) n on n.id = m.client_id
                 where not exists (
                         select
                           from clients.told_apart t
                          where t.one_id = l.client_id
                            and t.other_id = m.client_id)
                   %s
                 group by l.client_id, m.client_id
                having sum(l.weight) >= :enough
                 order by l.client_id, m.client_id
                 limit :limit
                """
                    .formatted(
                        cursor == null
                            ? ""
                            : """
                              and l.client_id >= :one
                              and (l.client_id, m.client_id) > (:one, :other)
                              """))
            .param("viewer", viewer.id().id())
            .param("enough", Likenesses.ENOUGH)
            .param("limit", limit + 1);
    if (cursor != null) {
      statement = statement.param("one", cursor.uuid(0)).param("other", cursor.uuid(1));
    }
    List<Pair> pairs =
        statement
            .query(
                (row, _) ->
                    new Pair(row.getObject("one", UUID.class), row.getObject("other", UUID.class)))
            .list();
    Page<Pair> page = Page.of(pairs, limit, pair -> Cursor.of(pair.one(), pair.other()));
    Map<UUID, Client> known =
        open(viewer, page.items().stream().flatMap(pair -> Stream.of(pair.one(), pair.other())));
    return new Page<>(
        page.items().stream()
            .filter(pair -> known.containsKey(pair.one()) && known.containsKey(pair.other()))
            .map(
                pair ->
                    duplicate(
                        Objects.requireNonNull(known.get(pair.one())),
                        Objects.requireNonNull(known.get(pair.other()))))
            .toList(),
        page.next());
  }

  /// Says that these are two. They are not shown as alike any more.
  public void tellApart(Viewer viewer, long no, long otherNo) {
    Pair pair = pair(viewer, no, otherNo);
    int told =
        jdbc.sql(
                """
                insert into clients.told_apart (one_id, other_id, by_member, at)
                values (:one, :other, :by, :now)
                    on conflict do nothing
                """)
            .param("one", pair.one())
            .param("other", pair.other())
            .param("by", viewer.id().id())
            .param("now", at(clock.instant().truncatedTo(ChronoUnit.MICROS)))
            .update();
    if (told == 1) {
      log(viewer, "client.told_apart", pair);
    }
  }

  /// Takes that back.
  public void askAgain(Viewer viewer, long no, long otherNo) {
    Pair pair = pair(viewer, no, otherNo);
    int asked =
        jdbc.sql("delete from clients.told_apart where one_id = :one and other_id = :other")
            .param("one", pair.one())
            .param("other", pair.other())
            .update();
    if (asked == 1) {
      log(viewer, "client.likeness_asked_again", pair);
    }
  }

  /// Both in the order of the database, which compares ids byte by byte.
  private Pair pair(Viewer viewer, long no, long otherNo) {
    UUID one = clients.getToServe(viewer, no).id().id();
    UUID other = clients.getToServe(viewer, otherNo).id().id();
    int order = one.toString().compareTo(other.toString());
    if (order == 0) {
      throw new MergeRefused(MergeRefused.Reason.SAME);
    }
    return order < 0 ? new Pair(one, other) : new Pair(other, one);
  }

  private void log(Viewer viewer, String action, Pair pair) {
    audit.changed(
        Actor.member(viewer.id().id()),
        action,
        "client",
        pair.one(),
        Map.of("other", pair.other().toString()));
  }

  private Map<UUID, Client> open(Viewer viewer, Stream<UUID> ids) {
    return records.open(records.visible(viewer.id(), ids.distinct().toList())).stream()
        .collect(Collectors.toMap(client -> client.id().id(), Function.identity()));
  }

  private static Duplicate duplicate(Client one, Client other) {
    Set<Likenesses.Trait> shared = Likenesses.shared(one.details(), other.details());
    // Who shares the whole name shares its beginning; that says nothing more
    boolean name = shared.contains(Likenesses.Trait.NAME);
    return new Duplicate(
        one,
        other,
        shared.stream()
            .filter(trait -> !(name && trait == Likenesses.Trait.INITIAL))
            .map(
                trait ->
                    switch (trait) {
                      case NAME -> Duplicate.Reason.NAME;
                      case INITIAL -> Duplicate.Reason.INITIAL;
                      case PHONE -> Duplicate.Reason.PHONE;
                      case ADDRESS -> Duplicate.Reason.ADDRESS;
                    })
            .sorted()
            .toList());
  }
}
