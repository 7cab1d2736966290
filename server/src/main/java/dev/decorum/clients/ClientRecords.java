package dev.decorum.clients;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Cursor;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of clients and their contact points, sealed on the way in and opened on the way out.
@Repository
class ClientRecords {

  private static final String NAME = "clients.client.name";
  private static final String ABOUT = "clients.client.about";
  private static final String VALUE = "clients.contact_point.value";

  private final JdbcClient jdbc;
  private final Vault vault;

  ClientRecords(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// What a [Row] is read from, of a client `k`.
  private static final String COLUMNS =
      """
      k.id, k.no, k.kind, k.key_id, k.name, k.name_provisional, k.about, k.zone, k.language,
      k.created_at, k.updated_at, k.version,
      array(select r.team_id from clients.restriction r where r.client_id = k.id) as teams
      """;

  /// What [ClientFacts] are read from.
  private static final String FACTS =
      """
      asked.id as asked, asked.key_id as asked_key, asked.name_provisional as provisional,
      k.id, k.no, k.key_id, k.name
      """;

  /// A client's row, locked or about to be opened.
  ///
  /// @param provisional whether the name was made of the address, since nothing else was known
  /// @param restrictedTo teams that alone see the client
  record Row(
      UUID id,
      long no,
      ClientKind kind,
      KeyId key,
      byte[] name,
      boolean provisional,
      byte @Nullable [] about,
      @Nullable String zone,
      @Nullable String language,
      Set<TeamId> restrictedTo,
      Instant createdAt,
      Instant updatedAt,
      int version) {}

  /// A contact point's row.
  record Point(UUID id, UUID client, KeyId key, String kind, String value) {
    static final String EMAIL = "email";
    static final String PHONE = "phone";
  }

  // --- reading for a viewer

  /// The client of this number; of a merged record the one that stands for it.
  Optional<Row> byNo(MemberId viewer, long no) {
    return jdbc.sql(
            """
            select %s
              from clients.client asked
              join clients.visible_to(:viewer) k on k.id = coalesce(asked.merged_into, asked.id)
             where asked.no = :no
            """
                .formatted(COLUMNS))
        .param("viewer", viewer.id())
        .param("no", no)
        .query((row, _) -> row(row))
        .optional();
  }

  /// The record that stands for this one now.
  Optional<Row> byId(MemberId viewer, UUID client) {
    return jdbc.sql(
            """
            select %s
              from clients.client asked
              join clients.visible_to(:viewer) k on k.id = coalesce(asked.merged_into, asked.id)
             where asked.id = :client
            """
                .formatted(COLUMNS))
        .param("viewer", viewer.id())
        .param("client", client)
        .query((row, _) -> row(row))
        .optional();
  }

  /// The languages of those of these clients of whom one is known, by the ids that were asked for.
  Map<ClientId, Locale> languages(MemberId viewer, Collection<UUID> clients) {
    var found = new HashMap<ClientId, Locale>();
    jdbc.sql(
            """
            select asked.id, k.language
              from clients.client asked
              join clients.visible_to(:viewer) k on k.id = coalesce(asked.merged_into, asked.id)
             where asked.id = any (:clients)
               and k.language is not null
            """)
        .param("viewer", viewer.id())
        .param("clients", clients.toArray(UUID[]::new))
        .query(
            row -> {
              found.put(
                  new ClientId(row.getObject("id", UUID.class)),
                  Locale.forLanguageTag(row.getString("language")));
            });
    return found;
  }

  boolean visible(MemberId viewer, UUID client) {
    return jdbc.sql(
            "select exists (select from clients.visible_to(:viewer) k where k.id = :client)")
        .param("viewer", viewer.id())
        .param("client", client)
        .query(Boolean.class)
        .single();
  }

  /// Those of these clients that the member may see.
  List<Row> visible(MemberId viewer, Collection<UUID> clients) {
    if (clients.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select %s
              from clients.visible_to(:viewer) k
             where k.id = any (:clients)
            """
                .formatted(COLUMNS))
        .param("viewer", viewer.id())
        .param("clients", clients.toArray(UUID[]::new))
        .query((row, _) -> row(row))
        .list();
  }

  /// Whether the member changes anything of clients at all. What an officer has opened is visible
  /// and stays as it is.
  boolean serves(MemberId viewer) {
    return jdbc.sql("select staff.serves_clients(:viewer)")
        .param("viewer", viewer.id())
        .query(Boolean.class)
        .single();
  }

  /// Clients for a list, the one changed last first.
  ///
  /// @param words alternatives per word; each word must be met
  /// @param no a client with this number is found whatever its words
  /// @param known this client is found as well
  List<Row> search(
      Viewer viewer,
      List<long[]> words,
      @Nullable Long no,
      @Nullable UUID known,
      @Nullable Cursor after,
      int limit) {
    var alternatives = new ArrayList<String>();
    var parameters = new HashMap<String, Object>();
    if (!words.isEmpty()) {
      var all = new ArrayList<String>();
      for (int i = 0; i < words.size(); i++) {
        all.add("k.words && :word" + i);
        parameters.put("word" + i, words.get(i));
      }
      alternatives.add("(" + String.join(" and ", all) + ")");
    }
    if (no != null) {
      alternatives.add("k.no = :no");
      parameters.put("no", no);
    }
    if (known != null) {
      alternatives.add("k.id = :known");
      parameters.put("known", known);
    }
    String found = alternatives.isEmpty() ? "true" : String.join(" or ", alternatives);
    // Written out for those who see a few of very many: the clients are then looked up by their ids
    String among =
        viewer.role() == Role.OFFICER
            ? "k.id = any (array(select o from clients.opened_to(:viewer) o))"
            : "true";
    String older = "true";
    if (after != null) {
      older = "(k.updated_at, k.id) < (:updatedAt, :id)";
      parameters.put("updatedAt", at(after.instant(0)));
      parameters.put("id", after.uuid(1));
    }
    return jdbc.sql(
            """
            select %s
              from clients.visible_to(:viewer) k
             where (%s)
               and %s
               and %s
             order by k.updated_at desc, k.id desc
             limit :limit
            """
                .formatted(COLUMNS, found, among, older))
        .param("viewer", viewer.id().id())
        .param("limit", limit)
        .params(parameters)
        .query((row, _) -> row(row))
        .list();
  }

  // --- reading by the system

  List<Point> points(Collection<UUID> clients) {
    if (clients.isEmpty()) {
      return List.of();
    }
    record Sealed(UUID id, UUID client, String kind, byte[] value) {}
    List<Sealed> sealed =
        jdbc.sql(
                """
                select p.id, p.client_id, p.kind, p.value
                  from clients.contact_point p
                 where p.client_id = any (:clients)
                 order by p.client_id, p.position, p.id
                """)
            .param("clients", clients.toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new Sealed(
                        row.getObject("id", UUID.class),
                        row.getObject("client_id", UUID.class),
                        row.getString("kind"),
                        row.getBytes("value")))
            .list();
    vault.warm(sealed.stream().map(point -> Vault.keyOf(point.value())).distinct().toList());
    return sealed.stream()
        .map(
            p ->
                new Point(
                    p.id(),
                    p.client(),
                    Vault.keyOf(p.value()),
                    p.kind(),
                    vault.openText(p.value(), VALUE, p.id())))
        .toList();
  }

  /// Clients that bear one of these names, given by their indexes, as far as a member sees them.
  /// Names that were made of an address are none.
  List<ClientSummary> named(MemberId viewer, Collection<byte[]> indexes) {
    record Found(UUID id, long no, ClientKind kind, byte[] name) {}
    List<Found> found =
        jdbc.sql(
                """
                select k.id, k.no, k.kind, k.name
                  from clients.visible_to(:viewer) k
                 where k.name_index = any (:indexes)
                   and not k.name_provisional
                 limit 50
                """)
            .param("viewer", viewer.id())
            .param("indexes", indexes.toArray(byte[][]::new))
            .query(
                (row, _) ->
                    new Found(
                        row.getObject("id", UUID.class),
                        row.getLong("no"),
                        ClientKind.of(row.getString("kind")),
                        row.getBytes("name")))
            .list();
    vault.warm(found.stream().map(row -> Vault.keyOf(row.name())).distinct().toList());
    return found.stream()
        .map(
            row ->
                new ClientSummary(
                    new ClientId(row.id()),
                    row.no(),
                    vault.openText(row.name(), NAME, row.id()),
                    row.kind()))
        .toList();
  }

  /// The same for all ways to write a name: case, accents and what stands between words do not
  /// matter.
  byte[] nameIndex(String name) {
    return vault.blindIndex("name", ClientName.folded(name));
  }

  Optional<UUID> clientAt(String kind, byte[] index) {
    return jdbc.sql(
            """
            select p.client_id
              from clients.contact_point p
             where p.kind = :kind
               and p.value_index = :index
            """)
        .param("kind", kind)
        .param("index", index)
        .query(UUID.class)
        .optional();
  }

  /// What stands for each of these records now: the record itself, or the one it was merged into.
  Map<ClientId, ClientSummary> summaries(Collection<ClientId> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    record Found(UUID asked, UUID id, long no, ClientKind kind, byte[] name) {}
    List<Found> found =
        jdbc.sql(
                """
                select asked.id as asked, k.id, k.no, k.kind, k.name
                  from clients.client asked
                  join clients.client k on k.id = coalesce(asked.merged_into, asked.id)
                 where asked.id = any (:clients)
                """)
            .param("clients", clients.stream().map(ClientId::id).distinct().toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new Found(
                        row.getObject("asked", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getLong("no"),
                        ClientKind.of(row.getString("kind")),
                        row.getBytes("name")))
            .list();
    vault.warm(found.stream().map(row -> Vault.keyOf(row.name())).distinct().toList());
    return found.stream()
        .collect(
            Collectors.toMap(
                row -> new ClientId(row.asked()),
                row ->
                    new ClientSummary(
                        new ClientId(row.id()),
                        row.no(),
                        vault.openText(row.name(), NAME, row.id()),
                        row.kind())));
  }

  Map<ClientId, Addressee> addressees(Collection<ClientId> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    record Found(UUID asked, UUID id, byte[] name, @Nullable String language) {}
    List<Found> found =
        jdbc.sql(
                """
                select asked.id as asked, k.id, k.name, k.language
                  from clients.client asked
                  join clients.client k on k.id = coalesce(asked.merged_into, asked.id)
                 where asked.id = any (:clients)
                """)
            .param("clients", clients.stream().map(ClientId::id).distinct().toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new Found(
                        row.getObject("asked", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getBytes("name"),
                        row.getString("language")))
            .list();
    vault.warm(found.stream().map(row -> Vault.keyOf(row.name())).distinct().toList());
    var addressees = new HashMap<ClientId, Addressee>();
    for (var row : found) {
      try {
        var name = vault.openText(row.name(), NAME, row.id());
        var language = row.language();
        addressees.put(
            new ClientId(row.asked()),
            new Addressee(name, language == null ? null : Locale.forLanguageTag(language)));
      } catch (KeyDestroyed erased) {
        // Nobody is written to by this name any more.
      }
    }
    return addressees;
  }

  Optional<Row> find(UUID client) {
    return jdbc.sql(
            """
            select %s
              from clients.client k
             where k.id = :client
            """
                .formatted(COLUMNS))
        .param("client", client)
        .query((row, _) -> row(row))
        .optional();
  }

  /// The names of these records themselves, whatever they were merged into.
  Map<UUID, String> ownNames(Collection<UUID> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    record Named(UUID id, byte[] name) {}
    List<Named> named =
        jdbc.sql("select k.id, k.name from clients.client k where k.id = any (:clients)")
            .param("clients", clients.toArray(UUID[]::new))
            .query((row, _) -> new Named(row.getObject("id", UUID.class), row.getBytes("name")))
            .list();
    vault.warm(named.stream().map(row -> Vault.keyOf(row.name())).distinct().toList());
    return named.stream()
        .collect(Collectors.toMap(Named::id, row -> vault.openText(row.name(), NAME, row.id())));
  }

  /// What is found at an address or number.
  ///
  /// @param provisional whether the name was made of the address, since nothing else was known
  record Found(ClientFacts facts, boolean provisional) {}

  Optional<Found> at(String kind, byte[] index) {
    return jdbc.sql(
            """
            select %s
              from clients.contact_point p
              join clients.client asked on asked.id = p.client_id
              join clients.client k on k.id = coalesce(asked.merged_into, asked.id)
             where p.kind = :kind
               and p.value_index = :index
            """
                .formatted(FACTS))
        .param("kind", kind)
        .param("index", index)
        .query((row, _) -> found(row))
        .optional();
  }

  Optional<ClientFacts> facts(UUID client) {
    return jdbc.sql(
            """
            select %s
              from clients.client asked
              join clients.client k on k.id = coalesce(asked.merged_into, asked.id)
             where asked.id = :client
            """
                .formatted(FACTS))
        .param("client", client)
        .query((row, _) -> found(row).facts())
        .optional();
  }

  private Found found(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Found(
        new ClientFacts(
            new ClientId(row.getObject("asked", UUID.class)),
            new KeyId(row.getObject("asked_key", UUID.class)),
            new ClientId(id),
            row.getLong("no"),
            new KeyId(row.getObject("key_id", UUID.class)),
            vault.openText(row.getBytes("name"), NAME, id)),
        row.getBoolean("provisional"));
  }

  Optional<UUID> idOf(long no) {
    return jdbc.sql("select k.id from clients.client k where k.no = :no")
        .param("no", no)
        .query(UUID.class)
        .optional();
  }

  Optional<UUID> survivorOf(UUID client) {
    return jdbc.sql(
            """
            select coalesce(k.merged_into, k.id)
              from clients.client k
             where k.id = :client
            """)
        .param("client", client)
        .query(UUID.class)
        .optional();
  }

  Optional<Long> numberOf(UUID client) {
    return jdbc.sql("select k.no from clients.client k where k.id = :client")
        .param("client", client)
        .query(Long.class)
        .optional();
  }

  Optional<KeyId> keyOf(UUID client) {
    return jdbc.sql("select k.key_id from clients.client k where k.id = :client")
        .param("client", client)
        .query(UUID.class)
        .optional()
        .map(KeyId::new);
  }

  /// The row of this client, which nobody else changes until the transaction ends.
  Row lock(UUID client) {
    return jdbc.sql(
            """
            select %s
              from clients.client k
             where k.id = :client
               and k.merged_into is null
               for update
            """
                .formatted(COLUMNS))
        .param("client", client)
        .query((row, _) -> row(row))
        .optional()
        .orElseThrow(ClientNotFound::new);
  }

  /// The same, of a client whose name was made of the address; empty when a person gave one, or
  /// when somebody is at this row now. Nobody is waited for.
  Optional<Row> lockUnnamed(UUID client) {
    return jdbc.sql(
            """
            select %s
              from clients.client k
             where k.id = :client
               and k.name_provisional
               and k.merged_into is null
               for update skip locked
            """
                .formatted(COLUMNS))
        .param("client", client)
        .query((row, _) -> row(row))
        .optional();
  }

  /// What is said of the records that were merged into this one, for its words.
  List<String> absorbedTexts(UUID survivor) {
    record Absorbed(UUID id, byte[] name, byte @Nullable [] about) {}
    List<Absorbed> absorbed =
        jdbc.sql(
                "select k.id, k.name, k.about from clients.client k where k.merged_into = :survivor")
            .param("survivor", survivor)
            .query(
                (row, _) ->
                    new Absorbed(
                        row.getObject("id", UUID.class),
                        row.getBytes("name"),
                        row.getBytes("about")))
            .list();
    vault.warm(absorbed.stream().map(row -> Vault.keyOf(row.name())).distinct().toList());
    return absorbed.stream()
        .map(
            row -> {
              String about = vault.openTextNullable(row.about(), ABOUT, row.id());
              String name = vault.openText(row.name(), NAME, row.id());
              return about == null ? name : name + " " + about;
            })
        .toList();
  }

  List<Client> open(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    vault.warm(rows.stream().map(Row::key).toList());
    Map<UUID, List<Point>> points =
        points(rows.stream().map(Row::id).toList()).stream()
            .collect(Collectors.groupingBy(Point::client));
    return rows.stream().map(row -> open(row, points.getOrDefault(row.id(), List.of()))).toList();
  }

  Client open(Row row) {
    return open(List.of(row)).getFirst();
  }

  private Client open(Row row, List<Point> points) {
    return new Client(
        new ClientId(row.id()),
        row.no(),
        new ClientDetails(
            row.kind(),
            vault.openText(row.name(), NAME, row.id()),
            vault.openTextNullable(row.about(), ABOUT, row.id()),
            points.stream()
                .filter(point -> point.kind().equals(Point.EMAIL))
                .map(point -> new EmailAddress(point.value()))
                .toList(),
            points.stream()
                .filter(point -> point.kind().equals(Point.PHONE))
                .map(point -> new PhoneNumber(point.value()))
                .toList(),
            row.zone() == null ? null : ZoneId.of(row.zone()),
            row.language() == null ? null : Locale.forLanguageTag(row.language())),
        row.restrictedTo(),
        row.createdAt(),
        row.updatedAt(),
        row.version());
  }

  // --- writing

  /// @return the number of the new client
  long insert(
      UUID id, KeyId key, ClientDetails details, boolean provisional, long[] words, Instant now) {
    return jdbc.sql(
            """
            insert into clients.client
                   (id, kind, key_id, name, name_index, name_provisional, about, zone, language,
                    words, created_at, updated_at)
            values (:id, :kind, :key, :name, :nameIndex, :provisional, :about, :zone, :language,
                    :words, :now, :now)
            returning no
            """)
        .param("id", id)
        .param("key", key.id())
        .param("provisional", provisional)
        .params(columns(id, key, details, words))
        .param("now", at(now))
        .query(Long.class)
        .single();
  }

  void update(
      UUID id, KeyId key, ClientDetails details, boolean provisional, long[] words, Instant now) {
    jdbc.sql(
            """
            update clients.client
               set kind = :kind, name = :name, name_index = :nameIndex,
                   name_provisional = :provisional, about = :about, zone = :zone,
                   language = :language, words = :words, updated_at = :now, version = version + 1
             where id = :id
            """)
        .param("id", id)
        .param("provisional", provisional)
        .params(columns(id, key, details, words))
        .param("now", at(now))
        .update();
  }

  private Map<String, @Nullable Object> columns(
      UUID id, KeyId key, ClientDetails details, long[] words) {
    var columns = new HashMap<String, @Nullable Object>();
    columns.put("kind", details.kind().word());
    columns.put("name", vault.seal(key, NAME, id, details.name()));
    columns.put("nameIndex", nameIndex(details.name()));
    columns.put("about", vault.sealNullable(key, ABOUT, id, details.about()));
    ZoneId zone = details.zone();
    columns.put("zone", zone == null ? null : zone.getId());
    Locale language = details.language();
    columns.put("language", language == null ? null : language.toLanguageTag());
    columns.put("words", words);
    return columns;
  }

  void updateWords(UUID id, long[] words, Instant now) {
    jdbc.sql(
            """
            update clients.client
               set words = :words, updated_at = :now, version = version + 1
             where id = :id
            """)
        .param("id", id)
        .param("words", words)
        .param("now", at(now))
        .update();
  }

  /// Makes the contact points of one kind these, in this order. A point that stays keeps its row,
  /// so that a merge that moved it can be undone, and its key.
  ///
  /// @param wanted as written, by normal form
  void replacePoints(
      UUID client, KeyId key, String kind, String field, LinkedHashMap<String, String> wanted) {
    Map<String, Point> existing =
        points(List.of(client)).stream()
            .filter(point -> point.kind().equals(kind))
            .collect(Collectors.toMap(point -> normalised(kind, point.value()), point -> point));
    Set<String> gone = without(existing.keySet(), wanted.keySet());
    Set<String> added = without(wanted.keySet(), existing.keySet());
    serialise(Stream.concat(gone.stream(), added.stream()).map(one -> index(kind, one)));
    if (!gone.isEmpty()) {
      jdbc.sql("delete from clients.contact_point where id in (:gone)")
          .param("gone", gone.stream().map(existing::get).map(Point::id).toList())
          .update();
    }
    int position = 0;
    for (Map.Entry<String, String> point : wanted.entrySet()) {
      Point kept = existing.get(point.getKey());
      if (kept == null) {
        insertPoint(client, key, kind, field, point.getKey(), point.getValue(), position++);
      } else {
        jdbc.sql(
                """
                update clients.contact_point
                   set value = :value, position = :position
                 where id = :id
                """)
            .param("id", kept.id())
            .param("value", vault.seal(kept.key(), VALUE, kept.id(), point.getValue()))
            .param("position", position++)
            .update();
      }
    }
  }

  /// The contact points of one kind of a client who has none yet.
  void addPoints(
      UUID client, KeyId key, String kind, String field, LinkedHashMap<String, String> wanted) {
    int position = 0;
    for (Map.Entry<String, String> point : wanted.entrySet()) {
      insertPoint(client, key, kind, field, point.getKey(), point.getValue(), position++);
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    var rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private void insertPoint(
      UUID client,
      KeyId key,
      String kind,
      String field,
      String normalised,
      String value,
      int position) {
    UUID id = RowIds.next();
    int inserted =
        jdbc.sql(
                """
                insert into clients.contact_point
                       (id, client_id, kind, value, value_index, position)
                values (:id, :client, :kind, :value, :index, :position)
                    on conflict (kind, value_index) do nothing
                """)
            .param("id", id)
            .param("client", client)
            .param("kind", kind)
            .param("value", vault.seal(key, VALUE, id, value))
            .param("index", index(kind, normalised))
            .param("position", position)
            .update();
    if (inserted == 0) {
      throw new ContactPointTaken(field, value);
    }
  }

  /// Until the transaction ends, no other transaction on any node passes here with one of these
  /// indexes. They are asked for in one order, so that two never wait for each other.
  void serialise(Stream<byte[]> indexes) {
    long[] halves = indexes.mapToLong(index -> ByteBuffer.wrap(index).getLong()).sorted().toArray();
    if (halves.length == 0) return;
    jdbc.sql(
            """
            select pg_advisory_xact_lock(half)
              from (select half
                      from unnest(:halves) as asked (half)
                     order by half) as sorted
            """)
        .param("halves", halves)
        .query((_, _) -> true)
        .list();
  }

  byte[] index(String kind, String normalised) {
    return vault.blindIndex(kind, normalised);
  }

  private static String normalised(String kind, String value) {
    return kind.equals(Point.EMAIL)
        ? new EmailAddress(value).normalised()
        : new PhoneNumber(value).normalised();
  }

  void restrict(UUID client, Set<TeamId> teams, Instant now) {
    jdbc.sql("delete from clients.restriction where client_id = :client")
        .param("client", client)
        .update();
    for (TeamId team : teams) {
      jdbc.sql("insert into clients.restriction (client_id, team_id) values (:client, :team)")
          .param("client", client)
          .param("team", team.id())
          .update();
    }
    touch(client, now);
  }

  void touch(UUID client, Instant now) {
    jdbc.sql(
            """
            update clients.client
               set updated_at = :now, version = version + 1
             where id = :client
            """)
        .param("client", client)
        .param("now", at(now))
        .update();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getLong("no"),
        ClientKind.of(row.getString("kind")),
        new KeyId(row.getObject("key_id", UUID.class)),
        row.getBytes("name"),
        row.getBoolean("name_provisional"),
        row.getBytes("about"),
        row.getString("zone"),
        row.getString("language"),
        Arrays.stream((UUID[]) row.getArray("teams").getArray())
            .map(TeamId::new)
            .collect(Collectors.toUnmodifiableSet()),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        row.getInt("version"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
