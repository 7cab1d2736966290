package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.SenderRefused.Reason;
import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.SenderBlock;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Addresses and domains whose mail is held, whatever it says, until it is thrown away.
@Service
public class BlockedSenders implements SenderBlock {

  private static final String SENDER = "channels.blocked_sender.sender";
  private static final String OBJECT = "blocked_sender";
  private static final String QUEUE = "blocked_senders";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Mailboxes mailboxes;
  private final OwnAddresses ours;
  private final Staff staff;
  private final Audit audit;
  private final Clock clock;
  private final Kept<Set<ByteBuffer>> indexes;

  BlockedSenders(
      JdbcClient jdbc,
      Vault vault,
      Live live,
      Mailboxes mailboxes,
      OwnAddresses ours,
      Staff staff,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.mailboxes = mailboxes;
    this.ours = ours;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
    this.indexes = new Kept<>(live, QUEUE, this::allIndexes);
  }

  /// A sender that is blocked.
  ///
  /// @param sender an address, or a domain with all that is below it
  /// @param by who blocked it
  public record Blocked(UUID id, String sender, String by, Instant since) {

    @Override
    public String toString() {
      return "Blocked[%s]".formatted(id);
    }
  }

  /// The latest first.
  @Transactional(readOnly = true)
  public List<Blocked> list() {
    return jdbc.sql(
            """
            select id, sender, member_id, created_at
              from channels.blocked_sender
             order by created_at desc, id desc
            """)
        .query(
            (row, _) -> {
              var id = row.getObject("id", UUID.class);
              var member = new MemberId(row.getObject("member_id", UUID.class));
              return new Blocked(
                  id,
                  vault.openText(row.getBytes("sender"), SENDER, id),
                  staff.member(member).map(Member::name).orElse(""),
                  Timestamps.read(row, "created_at"));
            })
        .list();
  }

  /// @param sender an address or a domain; what is blocked already stays so
  /// @throws SenderRefused when it is neither, or one of us
  @Override
  @Transactional
  public void block(Viewer viewer, String sender) {
    var wanted = sender.strip();
    boolean domain = wanted.lastIndexOf('@') <= 0;
    var address = domain ? inDomain(wanted) : address(wanted);
    if (domain ? hasOurs(address) : isOurs(address)) throw new SenderRefused(Reason.OURS);
    var id = RowIds.next();
    int rows =
        jdbc.sql(
                """
                insert into channels.blocked_sender (id, sender, sender_index, member_id, created_at)
                values (:id, :sender, :index, :member, :now)
                on conflict (sender_index) do nothing
                """)
            .param("id", id)
            .param(
                "sender",
                vault.seal(
                    vault.systemKey(), SENDER, id, domain ? address.domain() : address.value()))
            .param("index", domain ? index(domainOf(address)) : index(address))
            .param("member", viewer.id().id())
            .param("now", Timestamps.of(Timestamps.now(clock)))
            .update();
    if (rows == 1) {
      indexes.changed();
      audit.changed(Actor.member(viewer.id().id()), "sender.blocked", OBJECT, id, Map.of());
    }
  }

  /// Lets mail of this sender in again, from now on.
  @Transactional
  public void unblock(Viewer viewer, UUID id) {
    int rows =
        jdbc.sql("delete from channels.blocked_sender where id = :id").param("id", id).update();
    if (rows == 1) {
      indexes.changed();
      audit.changed(Actor.member(viewer.id().id()), "sender.unblocked", OBJECT, id, Map.of());
    }
  }

  /// Whether the address is blocked, its domain, or one above that.
  boolean isBlocked(EmailAddress sender) {
    var blocked = indexes.get();
    return !blocked.isEmpty()
        && Stream.concat(Stream.of(index(sender)), domains(sender).map(this::index))
            .map(ByteBuffer::wrap)
            .anyMatch(blocked::contains);
  }

  private Set<ByteBuffer> allIndexes() {
    return Set.copyOf(
        jdbc.sql("select sender_index from channels.blocked_sender")
            .query((row, _) -> ByteBuffer.wrap(row.getBytes(1)))
            .list());
  }

  private static Stream<String> domains(EmailAddress sender) {
    return Stream.iterate(
            Optional.of(domainOf(sender)),
            Optional::isPresent,
            domain -> domain.flatMap(BlockedSenders::above))
        .flatMap(Optional::stream);
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text).orElseThrow(() -> new SenderRefused(Reason.BAD_SENDER));
  }

  /// Some address in the domain. One without a dot would be all of a country.
  private static EmailAddress inDomain(String text) {
    var domain = text.startsWith("@") ? text.substring(1) : text;
    if (domain.indexOf('.') < 0) throw new SenderRefused(Reason.BAD_SENDER);
    return address("anybody@" + domain);
  }

  boolean isOurs(EmailAddress address) {
    return ours.isOurs(address) || staff.memberByEmail(address.value()).isPresent();
  }

  private boolean hasOurs(EmailAddress inDomain) {
    var domain = domainOf(inDomain);
    return mailboxes.all().stream().anyMatch(one -> isIn(one.address(), domain))
        || staff.members().stream().anyMatch(one -> isIn(one.email(), domain));
  }

  private static boolean isIn(String address, String domain) {
    return EmailAddress.parse(address)
        .map(BlockedSenders::domainOf)
        .filter(own -> own.equals(domain) || own.endsWith("." + domain))
        .isPresent();
  }

  private static String domainOf(EmailAddress address) {
    var normalised = address.normalised();
    return normalised.substring(normalised.lastIndexOf('@') + 1);
  }

  private static Optional<String> above(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(domain.substring(dot + 1));
  }

  private byte[] index(EmailAddress address) {
    return vault.blindIndex("email", address.normalised());
  }

  private byte[] index(String domain) {
    return vault.blindIndex("email-domain", domain);
  }
}
