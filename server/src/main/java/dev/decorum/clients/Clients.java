package dev.decorum.clients;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.ClientRecords.Point;
import dev.decorum.clients.ClientRecords.Row;
import dev.decorum.live.Live;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import dev.decorum.web.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The clients that we serve.
///
/// What is done for a [Viewer] goes through `clients.visible_to`; a client that the viewer may not
/// see is as unknown as one that does not exist. Methods without a viewer are for the system, which
/// sees all.
@Service
@Transactional
public class Clients {

  /// How long a merge can be undone.
  public static final Duration UNDO = Duration.ofDays(30);

  private static final int LONGEST_NAME = 200;

  private final ClientRecords records;
  private final Merges merges;
  private final ClientWords words;
  private final Likenesses likenesses;
  private final Vault vault;
  private final Audit audit;
  private final Live live;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Clients(
      ClientRecords records,
      Merges merges,
      ClientWords words,
      Likenesses likenesses,
      Vault vault,
      Audit audit,
      Live live,
      ApplicationEventPublisher events,
      Clock clock) {
    this.records = records;
    this.merges = merges;
    this.words = words;
    this.likenesses = likenesses;
    this.vault = vault;
    this.audit = audit;
    this.live = live;
    this.events = events;
    this.clock = clock;
  }

  // --- for the system

  /// The client who writes from this address. One who is new becomes a person with a data key of
  /// their own. Two nodes that meet the same address at once find the same client.
  ///
  /// @param displayName what a mail calls its sender. A new client is named after it; one who had
  ///   to be named after the address takes it over, unless a person has given a name meanwhile
  public Client findOrCreateByEmail(EmailAddress address, @Nullable String displayName) {
    ClientFacts facts = correspondent(address, displayName);
    return records.open(records.find(facts.asked().id()).orElseThrow(ClientNotFound::new));
  }

  /// The same, for who needs no more than to keep something of the client's.
  public ClientFacts correspondent(EmailAddress address, @Nullable String displayName) {
    String name = properName(address, displayName);
    byte[] index = records.index(Point.EMAIL, address.normalised());
    var known = records.at(Point.EMAIL, index).orElse(null);
    if (known == null) {
      records.serialise(Stream.of(index));
      known = records.at(Point.EMAIL, index).orElse(null);
    }
    if (known == null) {
      String first = name == null ? shortened(address.localPart()) : name;
      var details = ClientDetails.person(first).withEmails(address);
      return insert(Actor.system(), details, name == null);
    }
    UUID client = known.facts().asked().id();
    return known.provisional() && name != null && takeOver(client, name)
        ? records.facts(client).orElseThrow(ClientNotFound::new)
        : known.facts();
  }

  private boolean takeOver(UUID client, String name) {
    Row row = records.lockUnnamed(client).orElse(null);
    if (row == null) return false;
    ClientDetails before = records.open(row).details();
    write(row, before, before.withName(name), false);
    audit.changed(Actor.system(), "client.changed", "client", client, Map.of("fields", "name"));
    return true;
  }

  /// The client to whom this address belongs, if any.
  @Transactional(readOnly = true)
  public Optional<ClientId> byEmail(String address) {
    return EmailAddress.parse(address)
        .flatMap(
            email -> records.clientAt(Point.EMAIL, records.index(Point.EMAIL, email.normalised())))
        .map(ClientId::new);
  }

  /// What the system has to know of a client to keep something of theirs, with one statement.
  @Transactional(readOnly = true)
  public ClientFacts facts(ClientId client) {
    return records.facts(client.id()).orElseThrow(ClientNotFound::new);
  }

  /// The data key of what this client says and is. It stays the same through merges.
  @Transactional(readOnly = true)
  public KeyId keyOf(ClientId client) {
    return records.keyOf(client.id()).orElseThrow(ClientNotFound::new);
  }

  /// The record that stands for this one now.
  @Transactional(readOnly = true)
  public ClientId canonical(ClientId client) {
    return new ClientId(records.survivorOf(client.id()).orElseThrow(ClientNotFound::new));
  }

  /// By what name and in which language these are written to; a merged one as its survivor. Who was
  /// erased is left out. For the system.
  @Transactional(readOnly = true)
  public Map<ClientId, Addressee> addresseesBySystem(Collection<ClientId> clients) {
    return records.addressees(clients);
  }

  /// What lists show of clients, by the ids that were asked for; a merged one shows its survivor.
  /// One statement, and another when keys are missing here. Whoever shows it has made sure that the
  /// viewer may see these clients.
  @Transactional(readOnly = true)
  public Map<ClientId, ClientSummary> summaries(Collection<ClientId> clients) {
    return records.summaries(clients);
  }

  /// Tells the browsers that show this client that something passed between them and us.
  public void contacted(ClientId client) {
    records.numberOf(client.id()).ifPresent(this::contacted);
  }

  /// The same, for who knows the client's number.
  public void contacted(long no) {
    live.changed(ClientGate.TOPIC, Long.toString(no), clock.millis());
  }

  // --- for a viewer

  /// The client of this number; of a record that was merged the one that stands for it.
  @Transactional(readOnly = true)
  public Client get(Viewer viewer, long no) {
    return records.open(visible(viewer, no));
  }

  /// The record that stands for this one now; empty when the viewer may not see it.
  @Transactional(readOnly = true)
  public Optional<Client> find(Viewer viewer, ClientId client) {
    return records.byId(viewer.id(), client.id()).map(records::open);
  }

  /// The languages of these clients, where one is known and the viewer may see them, with one
  /// statement.
  @Transactional(readOnly = true)
  public Map<ClientId, Locale> languages(Viewer viewer, Collection<ClientId> clients) {
    return clients.isEmpty()
        ? Map.of()
        : records.languages(viewer.id(), clients.stream().map(ClientId::id).distinct().toList());
  }

  /// Like [#get(Viewer, long)], and noted in the audit log: the client was shown to somebody.
  @Transactional(readOnly = true)
  public Client read(Viewer viewer, long no) {
    Client client = get(viewer, no);
    audit.read(actor(viewer), "client", client.id().id());
    return client;
  }

  /// Like [#get(Viewer, long)], for a member who is about to write to the client or to note
  /// something: whoever may only look on finds nobody.
  @Transactional(readOnly = true)
  public Client getToServe(Viewer viewer, long no) {
    return records.open(served(viewer, no));
  }

  /// Other clients whose whole name is among these, as far as the viewer may know. Single first
  /// names tell nobody, and an unnamed client has none.
  ///
  /// @param names at most some hundreds
  @Transactional(readOnly = true)
  public List<ClientSummary> bearing(Viewer viewer, Collection<String> names) {
    if (names.isEmpty()) return List.of();
    return records.named(viewer.id(), names.stream().map(records::nameIndex).toList()).stream()
        .filter(
            client ->
                client.kind() == ClientKind.ORGANISATION
                    || ClientName.folded(client.name()).contains(" "))
        .toList();
  }

  /// Clients found by words of their name and one-liner, by beginnings of those, by address, phone
  /// number or client number; the one changed last first. Without a query all clients.
  ///
  /// @param cursor where the page before ended; null: from the start
  @Transactional(readOnly = true)
  public Page<Client> search(
      Viewer viewer, @Nullable String query, @Nullable Cursor cursor, int limit) {
    String asked = query == null ? "" : query.strip();
    List<long[]> wanted = words.query(asked);
    Long no = number(asked);
    UUID known =
        EmailAddress.parse(asked)
            .flatMap(e -> records.clientAt(Point.EMAIL, records.index(Point.EMAIL, e.normalised())))
            .orElse(null);
    if (!asked.isEmpty() && wanted.isEmpty() && no == null && known == null) {
      return new Page<>(List.of(), null);
    }
    Page<Row> rows =
        Page.of(
            records.search(viewer, wanted, no, known, cursor, limit + 1),
            limit,
            row -> Cursor.of(row.updatedAt(), row.id()));
    return new Page<>(records.open(rows.items()), rows.next());
  }

  /// @throws ContactPointTaken when an address or number belongs to another client
  public Client create(Viewer viewer, ClientDetails details) {
    records.serialise(
        Stream.concat(
            emails(details).keySet().stream().map(email -> records.index(Point.EMAIL, email)),
            phones(details).keySet().stream().map(phone -> records.index(Point.PHONE, phone))));
    UUID id = insert(actor(viewer), details, false).client().id();
    return records.open(records.find(id).orElseThrow(ClientNotFound::new));
  }

  /// Changes what is noted about a client.
  ///
  /// @param madeOn the version the change was made on
  /// @param change from the present details to the wanted ones
  /// @throws dev.decorum.web.Stale when the client has another version by now
  /// @throws ContactPointTaken when an address or number belongs to another client
  public Client change(
      Viewer viewer, long no, Version madeOn, UnaryOperator<ClientDetails> change) {
    Row row = records.lock(served(viewer, no).id());
    madeOn.require(row.version());
    Client before = records.open(row);
    ClientDetails wanted = change.apply(before.details());
    if (!wanted.equals(before.details())) {
      boolean sameName = before.name().equals(wanted.name());
      write(row, before.details(), wanted, row.provisional() && sameName);
      audit.changed(
          actor(viewer),
          "client.changed",
          "client",
          row.id(),
          Map.of("fields", String.join(" ", fields(before.details(), wanted))));
    }
    return records.open(records.find(row.id()).orElseThrow(ClientNotFound::new));
  }

  /// Leaves a client to members of these teams alone; to everybody when there are none.
  ///
  /// @throws RestrictionLocksOut when the viewer would not see the client any more
  public Client restrict(Viewer viewer, long no, Version madeOn, Set<TeamId> teams) {
    Row row = records.lock(served(viewer, no).id());
    madeOn.require(row.version());
    if (!teams.equals(row.restrictedTo())) {
      records.restrict(row.id(), teams, now());
      if (!records.visible(viewer.id(), row.id())) {
        throw new RestrictionLocksOut();
      }
      audit.changed(
          actor(viewer),
          "client.restricted",
          "client",
          row.id(),
          Map.of(
              "teams",
              teams.stream().map(TeamId::toString).sorted().collect(Collectors.joining(" "))));
      changed(row);
    }
    return records.open(records.find(row.id()).orElseThrow(ClientNotFound::new));
  }

  /// Makes two records of one client one: the survivor keeps its details and gets the addresses,
  /// numbers and conversations of both.
  ///
  /// @return by which it is undone
  public UUID merge(Viewer viewer, long survivorNo, long absorbedNo) {
    return merge(viewer, survivorNo, absorbedNo, Set.of());
  }

  /// The same, with some details of the record that goes.
  ///
  /// @param taken which details of the absorbed record stay in place of the survivor's
  public UUID merge(Viewer viewer, long survivorNo, long absorbedNo, Set<MergeField> taken) {
    UUID survivorId = served(viewer, survivorNo).id();
    UUID absorbedId = served(viewer, absorbedNo).id();
    if (survivorId.equals(absorbedId)) {
      throw new MergeRefused(MergeRefused.Reason.SAME);
    }
    // Always in the same order, so that two merges never wait for each other
    boolean survivorFirst = survivorId.compareTo(absorbedId) < 0;
    Row first = records.lock(survivorFirst ? survivorId : absorbedId);
    Row second = records.lock(survivorFirst ? absorbedId : survivorId);
    Row survivor = survivorFirst ? first : second;
    Row absorbed = survivorFirst ? second : first;
    if (!survivor.restrictedTo().equals(absorbed.restrictedTo())) {
      throw new MergeRefused(MergeRefused.Reason.RESTRICTED_DIFFERENTLY);
    }
    ClientDetails given = taken.isEmpty() ? null : records.open(absorbed).details();
    UUID merge = merges.add(survivorId, absorbedId, viewer.id(), now());
    if (given == null) {
      refreshWords(survivor);
    } else {
      takeOver(merge, survivor, absorbed.provisional(), given, taken);
    }
    events.publishEvent(
        new ClientsMerged(merge, new ClientId(survivorId), new ClientId(absorbedId)));
    audit.changed(
        actor(viewer),
        "client.merged",
        "client",
        survivorId,
        Map.of("absorbed", absorbedId.toString(), "merge", merge.toString()));
    return merge;
  }

  /// @param given what the absorbed record says
  private void takeOver(
      UUID merge, Row survivor, boolean provisional, ClientDetails given, Set<MergeField> taken) {
    ClientDetails joined = records.open(survivor).details();
    ZoneId zone = joined.zone();
    Locale language = joined.language();
    merges.keep(
        merge,
        survivor.key(),
        new Merges.Before(
            taken,
            joined.name(),
            survivor.provisional(),
            joined.about(),
            zone == null ? null : zone.getId(),
            language == null ? null : language.toLanguageTag()));
    ClientDetails wanted = joined;
    for (MergeField field : taken) {
      wanted = field.take(given, wanted);
    }
    boolean named = taken.contains(MergeField.NAME);
    write(survivor, joined, wanted, named ? provisional : survivor.provisional());
  }

  /// Gives the survivor back what it said before, unless somebody has changed that since.
  private void giveBack(Merges.Row merge, Merges.Before before) {
    Row survivor = records.find(merge.survivor()).orElseThrow(ClientNotFound::new);
    ClientDetails present = records.open(survivor).details();
    ClientDetails given =
        records.open(records.find(merge.absorbed()).orElseThrow(ClientNotFound::new)).details();
    var said =
        ClientDetails.person(before.name())
            .withAbout(before.about())
            .in(
                before.zone() == null ? null : ZoneId.of(before.zone()),
                before.language() == null ? null : Locale.forLanguageTag(before.language()));
    ClientDetails wanted = present;
    for (MergeField field : before.taken()) {
      if (!field.ofPoints() && field.same(present, given)) {
        wanted = field.take(said, wanted);
      }
    }
    boolean renamed = !wanted.name().equals(present.name());
    write(survivor, present, wanted, renamed ? before.provisional() : survivor.provisional());
  }

  /// The merges into this client that can still be undone, the newest first.
  @Transactional(readOnly = true)
  public List<Merge> merges(Viewer viewer, Client client) {
    if (!records.visible(viewer.id(), client.id().id())) {
      throw new ClientNotFound();
    }
    List<Merges.Listed> listed = merges.into(client.id().id(), now().minus(UNDO));
    Map<UUID, String> names =
        records.ownNames(listed.stream().map(Merges.Listed::absorbed).toList());
    return listed.stream()
        .map(
            merge ->
                new Merge(
                    merge.id(),
                    merge.absorbedNo(),
                    names.getOrDefault(merge.absorbed(), ""),
                    merge.at(),
                    merge.at().plus(UNDO)))
        .toList();
  }

  /// Parts two records again. What each had when they became one goes back to it; what came in
  /// since stays with the survivor.
  ///
  /// @return the record that was absorbed
  public Client unmerge(Viewer viewer, UUID merge) {
    Merges.Row row = merges.find(merge).orElseThrow(ClientNotFound::new);
    UUID standing = records.survivorOf(row.absorbed()).orElseThrow(ClientNotFound::new);
    if (!records.serves(viewer.id()) || !records.visible(viewer.id(), standing)) {
      throw new ClientNotFound();
    }
    if (row.undoneAt() != null) {
      throw new MergeRefused(MergeRefused.Reason.UNDONE);
    }
    if (row.at().plus(UNDO).isBefore(now())) {
      throw new MergeRefused(MergeRefused.Reason.TOO_OLD);
    }
    Row survivor = records.lock(standing);
    // Somebody else may have been faster while we waited
    if (merges.find(merge).orElseThrow(ClientNotFound::new).undoneAt() != null) {
      throw new MergeRefused(MergeRefused.Reason.UNDONE);
    }
    // Both keep to the teams that the one record was left to in the meantime
    records.restrict(row.absorbed(), survivor.restrictedTo(), now());
    merges.undo(row, standing, now());
    if (row.before() != null) {
      giveBack(row, row.before());
    }
    refreshWords(records.find(standing).orElseThrow(ClientNotFound::new));
    Row absorbed = records.lock(row.absorbed());
    refreshWords(absorbed);
    events.publishEvent(
        new ClientsUnmerged(merge, new ClientId(standing), new ClientId(row.absorbed())));
    audit.changed(
        actor(viewer),
        "client.unmerged",
        "client",
        standing,
        Map.of("restored", row.absorbed().toString(), "merge", merge.toString()));
    return records.open(records.find(row.absorbed()).orElseThrow(ClientNotFound::new));
  }

  // --- how

  private Row served(Viewer viewer, long no) {
    if (!records.serves(viewer.id())) {
      throw new ClientNotFound();
    }
    return visible(viewer, no);
  }

  private Row visible(Viewer viewer, long no) {
    return records.byNo(viewer.id(), no).orElseThrow(ClientNotFound::new);
  }

  /// Nobody else passes with one of these addresses and numbers until the transaction ends.
  private ClientFacts insert(Actor actor, ClientDetails details, boolean provisional) {
    UUID id = RowIds.next();
    KeyId key = vault.createKey(KeyPurpose.CLIENT);
    long no = records.insert(id, key, details, provisional, words.index(details, List.of()), now());
    records.addPoints(id, key, Point.EMAIL, "emails", emails(details));
    records.addPoints(id, key, Point.PHONE, "phones", phones(details));
    likenesses.keep(id, details);
    audit.changed(actor, "client.created", "client", id, Map.of("kind", details.kind().word()));
    live.changed(ClientGate.TOPIC, Long.toString(no), 0);
    var client = new ClientId(id);
    return new ClientFacts(client, key, client, no, key, details.name());
  }

  private void write(Row row, ClientDetails before, ClientDetails wanted, boolean provisional) {
    if (!wanted.emails().equals(before.emails())) {
      records.replacePoints(row.id(), row.key(), Point.EMAIL, "emails", emails(wanted));
    }
    if (!wanted.phones().equals(before.phones())) {
      records.replacePoints(row.id(), row.key(), Point.PHONE, "phones", phones(wanted));
    }
    long[] index = words.index(wanted, records.absorbedTexts(row.id()));
    records.update(row.id(), row.key(), wanted, provisional, index, now());
    likenesses.keep(row.id(), wanted);
    changed(row);
  }

  private void refreshWords(Row row) {
    Client client = records.open(row);
    records.updateWords(
        row.id(), words.index(client.details(), records.absorbedTexts(row.id())), now());
    changed(row);
  }

  private void changed(Row before) {
    live.changed(ClientGate.TOPIC, Long.toString(before.no()), before.version() + 1L);
  }

  private static LinkedHashMap<String, String> emails(ClientDetails details) {
    var byNormalForm = new LinkedHashMap<String, String>();
    details.emails().forEach(e -> byNormalForm.putIfAbsent(e.normalised(), e.value()));
    return byNormalForm;
  }

  private static LinkedHashMap<String, String> phones(ClientDetails details) {
    var byNormalForm = new LinkedHashMap<String, String>();
    details.phones().forEach(p -> byNormalForm.putIfAbsent(p.normalised(), p.value()));
    return byNormalForm;
  }

  private static List<String> fields(ClientDetails before, ClientDetails wanted) {
    var fields = new ArrayList<String>();
    if (before.kind() != wanted.kind()) fields.add("kind");
    if (!before.name().equals(wanted.name())) fields.add("name");
    if (!Objects.equals(before.about(), wanted.about())) fields.add("about");
    if (!before.emails().equals(wanted.emails())) fields.add("emails");
    if (!before.phones().equals(wanted.phones())) fields.add("phones");
    if (!Objects.equals(before.zone(), wanted.zone())) fields.add("zone");
    if (!Objects.equals(before.language(), wanted.language())) fields.add("language");
    return fields;
  }

  /// A number such as `12` or `#12`.
  private static @Nullable Long number(String query) {
    return query.matches("#?\\d{1,15}") ? Long.valueOf(query.replace("#", "")) : null;
  }

  /// What a mail calls its sender; null when that says no more than the address does.
  private static @Nullable String properName(EmailAddress address, @Nullable String displayName) {
    String name = displayName == null ? "" : oneLine(displayName);
    return name.isEmpty() || name.equalsIgnoreCase(address.value()) ? null : shortened(name);
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
  }

  /// Without what cannot be seen, on one line.
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ")
        .replaceAll("[\\p{Cf}\\p{Cs}\\p{Cn}]", "")
        .replaceAll("\\p{Zs}+", " ")
        .strip();
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
