package dev.decorum.agenda;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.DecorumProperties;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About;
import dev.decorum.inbox.TodayPart.Day;
import dev.decorum.inbox.TodayPart.Line;
import dev.decorum.inbox.TodayPart.Place;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Addresses at which calendar programs find what is due to a member's clients.
///
/// Whoever has the address needs no password, as calendar programs know none. So it can be replaced
/// and switched off, only a digest of it is kept, and what it answers says nothing of a client: the
/// kind of work, its number, when it is due, and where to look.
@Service
@Transactional
public class Agenda {

  private static final int DAYS = 60;
  private static final int BYTES = 32;
  private static final String PURPOSE = "agenda.feed";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern NUMBERED = Pattern.compile("/([a-z]+)/(\\d+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<TodayPart> parts;
  private final Staff staff;
  private final Organisation organisation;
  private final Vault vault;
  private final Audit audit;
  private final JdbcClient jdbc;
  private final MessageSource words;
  private final URI base;
  private final Clock clock;

  Agenda(
      List<TodayPart> parts,
      Staff staff,
      Organisation organisation,
      Vault vault,
      Audit audit,
      JdbcClient jdbc,
      MessageSource words,
      DecorumProperties properties,
      Clock clock) {
    this.parts = parts.stream().filter(part -> part.place() != Place.FIGURES).toList();
    this.staff = staff;
    this.organisation = organisation;
    this.vault = vault;
    this.audit = audit;
    this.jdbc = jdbc;
    this.words = words;
    this.base = properties.baseUrl();
    this.clock = clock;
  }

  // --- the address

  /// Since when the member has one; empty: there is none.
  @Transactional(readOnly = true)
  public Optional<Instant> since(Viewer viewer) {
    return jdbc.sql("select f.since from agenda.feed f where f.member_id = :member")
        .param("member", viewer.id().id())
        .query((row, _) -> row.getObject("since", OffsetDateTime.class).toInstant())
        .optional();
  }

  /// Makes an address; the one before leads nowhere from now on.
  ///
  /// @return the address, which nobody can be told again
  public URI open(Viewer viewer) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(
            """
            insert into agenda.feed (member_id, token_digest, since)
            values (:member, :digest, :now)
            on conflict (member_id) do update
               set token_digest = excluded.token_digest, since = excluded.since
            """)
        .param("member", viewer.id().id())
        .param("digest", digest(token))
        .param("now", now().atOffset(ZoneOffset.UTC))
        .update();
    changed(viewer, "agenda.opened");
    return base.resolve("/agenda/" + token + ".ics");
  }

  /// Its address leads nowhere from now on.
  public void close(Viewer viewer) {
    int rows =
        jdbc.sql("delete from agenda.feed where member_id = :member")
            .param("member", viewer.id().id())
            .update();
    if (rows > 0) changed(viewer, "agenda.closed");
  }

  private void changed(Viewer viewer, String action) {
    var id = viewer.id().id();
    audit.changed(Actor.member(id), action, "member", id, Map.of());
  }

  private byte[] digest(String token) {
    return vault.digest(PURPOSE, Base64.getUrlDecoder().decode(token));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  // --- what it answers

  /// What is due to the clients of the member whose address it is, as a calendar.
  ///
  /// @throws FeedNotFound
  @Transactional(readOnly = true)
  public String feed(String token) {
    var member = member(token).filter(Member::active).orElseThrow(FeedNotFound::new);
    var now = now();
    var calendar = new ICalendar(now);
    for (var item : items(member, now.plus(DAYS, ChronoUnit.DAYS))) {
      calendar.add(item.uid() + "@" + base.getHost(), item.at(), item.summary(), item.url());
    }
    return calendar.end();
  }

  /// The member's clocks.
  ZoneId zone(Member member) {
    return Objects.requireNonNullElse(member.zone(), organisation.zone());
  }

  /// What is due to the member's clients before then, what is due first before the rest. A part
  /// that cannot be read leaves none of it: what is missing would be taken for done.
  @Transactional(readOnly = true)
  List<Item> items(Member member, Instant until) {
    var zone = zone(member);
    var viewer = Viewer.of(member, member.id().id(), zone);
    var now = now();
    var day = new Day(now, Day.of(now, zone).end(), until);
    var lines =
        parts.stream()
            .flatMap(part -> part.of(viewer, day).lines().stream())
            .filter(line -> line.place() == Place.DUE && line.at() != null)
            .toList();
    var numbers = numbers(viewer, lines);
    return lines.stream()
        .flatMap(line -> Stream.ofNullable(item(line, numbers)))
        .sorted(Comparator.comparing(Item::at).thenComparing(Item::uid))
        .toList();
  }

  private Optional<Member> member(String token) {
    if (!TOKEN.matcher(token).matches()) return Optional.empty();
    return jdbc.sql("select f.member_id from agenda.feed f where f.token_digest = :digest")
        .param("digest", digest(token))
        .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
        .optional()
        .flatMap(staff::member);
  }

  /// Something that is due, without a word of a client.
  ///
  /// @param uid the same each time, within this installation
  record Item(String uid, Instant at, String summary, URI url) {}

  /// What a client said or is called stays here: of a promise there is its number.
  private @Nullable Item item(Line line, Map<UUID, Long> numbers) {
    var at = Objects.requireNonNull(line.at());
    return switch (line.about()) {
      case About.InConversation(var id) -> inConversation(line, at, numbers.get(id.id()));
      case About.Told(var id, _) -> inConversation(line, at, numbers.get(id.id()));
      case About.OfClient(_, _, var path) -> {
        var numbered = NUMBERED.matcher(path);
        if (!numbered.matches()) yield null;
        long no = Long.parseLong(numbered.group(2));
        yield new Item(
            numbered.group(1) + "-" + no,
            at,
            word("agenda.item.numbered", kind(line), no),
            base.resolve(path));
      }
    };
  }

  private @Nullable Item inConversation(Line line, Instant at, @Nullable Long no) {
    return no == null
        ? null
        : new Item(
            "conversation-" + no + "-" + line.why().key(),
            at,
            word("agenda.item.conversation", kind(line), no),
            base.resolve("/c/" + no));
  }

  /// Words that are filled in may be a client's.
  private String kind(Line line) {
    var kind = line.why().args().isEmpty() ? word(line.why().key()) : word("agenda.item.due");
    return kind.substring(0, 1).toUpperCase(Locale.UK) + kind.substring(1);
  }

  private String word(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, Locale.UK));
  }

  private Map<UUID, Long> numbers(Viewer viewer, List<Line> lines) {
    var ids =
        lines.stream()
            .flatMap(
                line ->
                    switch (line.about()) {
                      case About.InConversation(ConversationId id) -> Stream.of(id.id());
                      case About.Told(ConversationId id, _) -> Stream.of(id.id());
                      case About.OfClient _ -> Stream.<UUID>empty();
                    })
            .distinct()
            .toArray(UUID[]::new);
    var numbers = new HashMap<UUID, Long>();
    if (ids.length == 0) return numbers;
    jdbc.sql("select c.id, c.no from inbox.visible_to(:viewer) c where c.id = any (:ids)")
        .param("viewer", viewer.id().id())
        .param("ids", ids)
        .query(
            row -> {
              numbers.put(row.getObject("id", UUID.class), row.getLong("no"));
            });
    return numbers;
  }
}
