package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.SigningKey.Found;
import dev.decorum.channels.SigningKey.State;
import dev.decorum.mail.auth.DkimKey;
import dev.decorum.mail.auth.DkimSigner;
import dev.decorum.mail.auth.ResolverTrouble;
import dev.decorum.staff.Organisation;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The keys that sign our mail (DKIM): made here, for each domain from which we send.
///
/// Nothing is signed with a key before its record is in DNS, since a signature that cannot be
/// checked is worse than none with some servers. What changes here holds at once on all nodes,
/// since nothing of it is cached.
@Service
public class SigningKeys {

  private static final String DOMAIN = "channels.signing_key.domain";
  private static final String SECRET = "channels.signing_key.secret";
  private static final String COLUMNS =
      "id, domain, selector, kind, secret, open, state, created_at, found_at";
  private static final Pattern OPEN_HALF = Pattern.compile("(?:^|;)\\s*p\\s*=([^;]*)");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final TextRecords dns;
  private final Organisation organisation;
  private final Audit audit;
  private final Clock clock;

  SigningKeys(
      JdbcClient jdbc,
      Vault vault,
      TextRecords dns,
      Organisation organisation,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.dns = dns;
    this.organisation = organisation;
    this.audit = audit;
    this.clock = clock;
  }

  private record Row(SigningKey key, DkimKey whole) {}

  /// The keys of a domain, the newest first.
  @Transactional(readOnly = true)
  public List<SigningKey> of(String domain) {
    return rows(domain).stream().map(Row::key).toList();
  }

  /// Makes a key. Nothing is signed with it yet.
  @Transactional
  public SigningKey prepare(Actor actor, String domain, DkimKey.Kind kind) {
    var id = RowIds.next();
    var whole = DkimKey.generate(domain, selector(domain), kind);
    var key = vault.systemKey();
    jdbc.sql(
            """
            insert into channels.signing_key
              (id, domain, domain_index, selector, kind, secret, open, state, created_at)
            values
              (:id, :domain, :index, :selector, :kind, :secret, :open, 'prepared', :now)
            """)
        .param("id", id)
        .param("domain", vault.seal(key, DOMAIN, id, lowerCase(domain)))
        .param("index", index(domain))
        .param("selector", whole.selector())
        .param("kind", kind.name().toLowerCase(Locale.ROOT))
        .param("secret", vault.seal(key, SECRET, id, whole.secret()))
        .param("open", whole.open())
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
    audit.changed(actor, "signing_key.made", "signing_key", id, Map.of());
    return row(domain, id).key();
  }

  /// The day on which it was made, so that people can tell one record from the next.
  private String selector(String domain) {
    var day = "decorum" + DAY.format(LocalDate.ofInstant(clock.instant(), organisation.zone()));
    var taken =
        jdbc.sql("select selector from channels.signing_key where domain_index = :index")
            .param("index", index(domain))
            .query(String.class)
            .set();
    var selector = day;
    for (int next = 2; taken.contains(selector); next++) selector = day + "-" + next;
    return selector;
  }

  /// Looks whether the record is in DNS. Once it is, mails are signed with the key, and the one of
  /// its kind that signed before is retired.
  ///
  /// @throws SigningKeyNotFound when the domain has no such key
  @Transactional
  public Found lookUp(Actor actor, String domain, UUID id) {
    var row = row(domain, id);
    var found = found(row.whole());
    if (found != Found.THERE) return found;
    jdbc.sql("update channels.signing_key set found_at = :now where id = :id")
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .param("id", id)
        .update();
    if (row.key().state() == State.PREPARED) use(actor, domain, id);
    return found;
  }

  private Found found(DkimKey key) {
    List<String> records;
    try {
      records = dns.of(key.recordName());
    } catch (ResolverTrouble e) {
      return Found.UNKNOWN;
    }
    var ours = openHalf(key.record());
    if (records.stream().anyMatch(record -> openHalf(record).equals(ours))) return Found.THERE;
    return records.stream().anyMatch(record -> !openHalf(record).isEmpty())
        ? Found.DIFFERENT
        : Found.MISSING;
  }

  /// The key in a record. Blanks in it mean nothing (RFC 6376, 3.2).
  private static String openHalf(String record) {
    var part = OPEN_HALF.matcher(record);
    return part.find() ? part.group(1).replaceAll("\\s", "") : "";
  }

  /// Signs with this key from now on, whatever DNS says here.
  ///
  /// @throws SigningKeyNotFound when the domain has no such key
  @Transactional
  public void use(Actor actor, String domain, UUID id) {
    var key = row(domain, id).key();
    if (key.state() == State.SIGNING) return;
    jdbc.sql(
            """
            update channels.signing_key
               set state = 'retired'
             where domain_index = :index
               and kind = :kind
               and state = 'signing'
            """)
        .param("index", index(domain))
        .param("kind", key.kind().name().toLowerCase(Locale.ROOT))
        .update();
    state(id, State.SIGNING);
    audit.changed(actor, "signing_key.used", "signing_key", id, Map.of());
  }

  /// Signs with this key no more.
  ///
  /// @throws SigningKeyNotFound when the domain has no such key
  @Transactional
  public void retire(Actor actor, String domain, UUID id) {
    if (row(domain, id).key().state() == State.RETIRED) return;
    state(id, State.RETIRED);
    audit.changed(actor, "signing_key.retired", "signing_key", id, Map.of());
  }

  private void state(UUID id, State state) {
    jdbc.sql("update channels.signing_key set state = :state where id = :id")
        .param("state", state.word())
        .param("id", id)
        .update();
  }

  /// The mail as it leaves: with a signature of each key that signs for the domain it is from.
  byte[] sign(String domain, byte[] mail) {
    var signed = mail;
    for (var row : rows(domain)) {
      if (row.key().state() == State.SIGNING) {
        signed = new DkimSigner(row.whole(), clock).sign(signed);
      }
    }
    return signed;
  }

  private Row row(String domain, UUID id) {
    return rows(domain).stream()
        .filter(row -> row.key().id().equals(id))
        .findFirst()
        .orElseThrow(SigningKeyNotFound::new);
  }

  private List<Row> rows(String domain) {
    return jdbc.sql(
            """
            select %s
              from channels.signing_key
             where domain_index = :index
             order by created_at desc, id desc
            """
                .formatted(COLUMNS))
        .param("index", index(domain))
        .query((row, _) -> row(row))
        .list();
  }

  private Row row(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var whole =
        DkimKey.of(
            vault.openText(row.getBytes("domain"), DOMAIN, id),
            row.getString("selector"),
            DkimKey.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            vault.open(row.getBytes("secret"), SECRET, id),
            row.getBytes("open"));
    return new Row(
        new SigningKey(
            id,
            whole.selector(),
            whole.kind(),
            State.of(row.getString("state")),
            whole.recordName(),
            whole.record(),
            Timestamps.read(row, "created_at"),
            Timestamps.readNullable(row, "found_at")),
        whole);
  }

  private byte[] index(String domain) {
    return vault.blindIndex("domain", lowerCase(domain));
  }

  private static String lowerCase(String domain) {
    return domain.toLowerCase(Locale.ROOT);
  }
}
