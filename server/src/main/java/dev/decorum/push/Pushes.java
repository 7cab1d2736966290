package dev.decorum.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.DecorumProperties;
import dev.decorum.inbox.NoticeTold;
import dev.decorum.inbox.PushSwitch;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.network.Reach;
import dev.decorum.push.PushRefused.Reason;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.RoleEnded;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/// Browsers that are told when something is new. Nothing is kept of what was told: the notice is in
/// the inbox, and a message that is lost costs no more than a look.
@Service
public class Pushes implements PushSwitch {

  static final int MOST = 10;

  private static final Logger log = LoggerFactory.getLogger(Pushes.class);
  private static final String CONTENT = "push.browser.content";
  private static final String QUEUE = "push";

  /// Seconds for which a push service keeps what it cannot deliver.
  private static final String KEEP = "14400";

  private static final int AT_ONCE = 8;

  private final JdbcClient jdbc;
  private final PushKey keys;
  private final Vault vault;
  private final Staff staff;
  private final Audit audit;
  private final MessageSource words;
  private final JsonMapper json;
  private final DecorumProperties properties;
  private final Clock clock;
  private final Kept<Boolean> allowed;
  private final Post service;
  private final Semaphore hands = new Semaphore(AT_ONCE);

  @Autowired
  Pushes(
      JdbcClient jdbc,
      PushKey keys,
      Vault vault,
      Staff staff,
      Audit audit,
      Live live,
      MessageSource words,
      JsonMapper json,
      DecorumProperties properties,
      Clock clock) {
    this(
        jdbc,
        keys,
        vault,
        staff,
        audit,
        live,
        words,
        json,
        properties,
        clock,
        new PushService(
            properties.demo() ? Reach.LOOPBACK : Reach.PUBLIC,
            (SSLSocketFactory) SSLSocketFactory.getDefault()));
  }

  Pushes(
      JdbcClient jdbc,
      PushKey keys,
      Vault vault,
      Staff staff,
      Audit audit,
      Live live,
      MessageSource words,
      JsonMapper json,
      DecorumProperties properties,
      Clock clock,
      Post service) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.vault = vault;
    this.staff = staff;
    this.audit = audit;
    this.words = words;
    this.json = json;
    this.properties = properties;
    this.clock = clock;
    this.service = service;
    this.allowed = new Kept<>(live, QUEUE, keys::allowed);
  }

  /// Asked for each notice, so it answers from memory.
  @Override
  public boolean allowed() {
    return allowed.get();
  }

  /// Lets messages leave through the services of browsers' makers, or stops that. With a no all
  /// browsers are forgotten.
  @Transactional
  public void allow(Actor by, boolean wanted) {
    keys.allow(wanted);
    if (!wanted) jdbc.sql("delete from push.browser").update();
    allowed.changed();
    audit.changed(
        by, "push.changed", "push", new UUID(0, 0), Map.of("state", wanted ? "on" : "off"));
  }

  /// The key that a browser agrees to; empty while push is not allowed.
  @Transactional(readOnly = true)
  public Optional<String> openKey() {
    return keys.find().map(Voucher::open);
  }

  /// From now on tells the viewer in this browser, too.
  ///
  /// @throws PushRefused when that is not allowed, or this is no browser
  @Transactional
  public void add(
      Viewer viewer, @Nullable String endpoint, @Nullable String p256dh, @Nullable String auth) {
    if (!keys.allowed()) throw new PushRefused(Reason.NOT_ALLOWED);
    var listening = Listening.checked(endpoint, p256dh, auth);
    byte[] index = vault.blindIndex("push-endpoint", listening.endpoint());
    // Whoever sits at that browser now is told, and not who sat there before.
    jdbc.sql("delete from push.browser where endpoint_index = :index")
        .param("index", index)
        .update();
    if (rows(viewer.id()).size() >= MOST) throw new PushRefused(Reason.TOO_MANY);
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into push.browser (id, member_id, endpoint_index, content, created_at)
            values (:id, :member, :index, :content, :now)
            """)
        .param("id", id)
        .param("member", viewer.id().id())
        .param("index", index)
        .param(
            "content",
            vault.seal(vault.systemKey(), CONTENT, id, json.writeValueAsString(listening)))
        .param("now", now())
        .update();
    audit.changed(
        Actor.member(viewer.id().id()), "push.browser_added", "member", viewer.id().id(), Map.of());
  }

  /// Those of the viewer, the latest first.
  @Transactional(readOnly = true)
  public List<ToldBrowser> of(Viewer viewer) {
    return rows(viewer.id()).stream()
        .map(
            row ->
                new ToldBrowser(
                    row.id(), row.listening().address().getHost(), row.since(), row.toldAt()))
        .toList();
  }

  /// Does not tell that browser any more. None of that id, nothing to do.
  @Transactional
  public void remove(Viewer viewer, UUID browser) {
    jdbc.sql("delete from push.browser where id = :id and member_id = :member")
        .param("id", browser)
        .param("member", viewer.id().id())
        .update();
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void forget(RoleEnded ended) {
    jdbc.sql("delete from push.browser where member_id = :member")
        .param("member", ended.member().id())
        .update();
  }

  @TransactionalEventListener
  void tell(NoticeTold told) {
    if (!allowed()) return;
    Thread.ofVirtual().name("push").start(() -> tell(told.member()));
  }

  /// @return how many messages for the viewer were taken
  public int test(Viewer viewer) {
    return tell(viewer.id());
  }

  private int tell(MemberId member) {
    try {
      var key = keys.find().orElse(null);
      if (key == null || staff.member(member).filter(Member::active).isEmpty()) return 0;
      int taken = 0;
      for (Row row : rows(member)) taken += post(row, key) ? 1 : 0;
      return taken;
    } catch (RuntimeException lost) {
      log.warn("Browsers were not told: {}", lost.getClass().getName());
      return 0;
    }
  }

  private boolean post(Row row, KeyPair key) {
    hands.acquireUninterruptibly();
    try {
      var listening = row.listening();
      int status =
          service.post(
              listening.address(),
              Map.of(
                  "Authorization",
                  Voucher.of(key, listening.address(), properties.baseUrl(), clock.instant()),
                  "Content-Encoding",
                  "aes128gcm",
                  "Content-Type",
                  "application/octet-stream",
                  "TTL",
                  KEEP,
                  // One that waits there is replaced by the next.
                  "Topic",
                  "decorum"),
              Sealing.seal(message(), listening.key(), listening.secret()));
      switch (status) {
        case 404, 410 ->
            jdbc.sql("delete from push.browser where id = :id").param("id", row.id()).update();
        case 200, 201, 202, 204 -> {
          jdbc.sql("update push.browser set told_at = :now where id = :id")
              .param("id", row.id())
              .param("now", now())
              .update();
          return true;
        }
        default -> log.warn("A push service answered {}", status);
      }
    } catch (IOException away) {
      log.warn("A push service cannot be reached: {}", away.getClass().getName());
    } finally {
      hands.release();
    }
    return false;
  }

  /// The same for everything that can happen: a screen that is locked shows it to anybody.
  private byte[] message() {
    return json.writeValueAsString(
            Map.of("title", word("push.message.title"), "body", word("push.message.body")))
        .getBytes(UTF_8);
  }

  private String word(String key) {
    return Objects.requireNonNull(words.getMessage(key, null, key, Locale.UK));
  }

  private record Row(UUID id, Listening listening, Instant since, @Nullable Instant toldAt) {}

  private List<Row> rows(MemberId member) {
    return jdbc.sql(
            """
            select id, content, created_at, told_at
              from push.browser
             where member_id = :member
             order by created_at desc, id desc
            """)
        .param("member", member.id())
        .query(
            (row, _) -> {
              var id = row.getObject("id", UUID.class);
              var told = row.getObject("told_at", OffsetDateTime.class);
              return new Row(
                  id,
                  json.readValue(
                      vault.openText(row.getBytes("content"), CONTENT, id), Listening.class),
                  row.getObject("created_at", OffsetDateTime.class).toInstant(),
                  told == null ? null : told.toInstant());
            })
        .list();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
