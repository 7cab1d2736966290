package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Happening;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.mail.Bounce;
import dev.decorum.mail.BounceReason;
import dev.decorum.mail.DeliveryReport;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Messages of ours that came back, and the addresses that nothing is sent to any more.
///
/// A message that came back failed, and its conversation is open again: somebody still waits for
/// the answer. After three hard bounces within 14 days an address is given up until a person says
/// otherwise.
@Service
public class ReturnedMails {

  private static final int MOST = 3;
  private static final Duration WITHIN = Duration.ofDays(14);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Clients clients;
  private final TroubleWords words;
  private final Audit audit;
  private final Clock clock;

  ReturnedMails(
      JdbcClient jdbc,
      Vault vault,
      Outbox outbox,
      Inbox inbox,
      Clients clients,
      TroubleWords words,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.outbox = outbox;
    this.inbox = inbox;
    this.clients = clients;
    this.words = words;
    this.audit = audit;
    this.clock = clock;
  }

  /// An address of a client that mail does not reach, or where somebody called our mail spam.
  ///
  /// @param since when it was given up, or the complaint came
  /// @param complained whether only automatic mail is kept from it
  public record DeadAddress(EmailAddress address, Instant since, boolean complained) {}

  /// Acts on what a bounce tells of a message that is proven to be ours. Recipients that the
  /// message never had are passed over: anybody may send a bounce.
  void heard(InteractionId interaction, DeliveryReport report) {
    var sent = outbox.sent(interaction).orElse(null);
    if (sent == null) return;
    var returned = new LinkedHashMap<Integer, Bounce>();
    for (var bounce : report.bounces()) {
      if (isFinal(bounce)) {
        position(bounce.recipient(), sent.recipients()).ifPresent(at -> returned.put(at, bounce));
      }
    }
    if (returned.isEmpty()) return;
    returned.forEach((at, bounce) -> note(interaction, sent.recipients().get(at), bounce));
    if (outbox.cameBack(sent, returned.keySet())) {
      inbox.delivery(interaction, Delivery.FAILED, reason(sent, returned));
    }
  }

  /// Somebody called a message of ours spam: that address gets no automatic mail any more, and the
  /// conversation is open again, so that its owner sees it.
  ///
  /// Providers often leave out who it was. Of a message with one recipient that is known all the
  /// same; a recipient whom the message never had is passed over.
  void complained(MessageRefs.Ref about, DeliveryReport report) {
    var named =
        report.bounces().stream().filter(one -> one.reason() == BounceReason.COMPLAINT).toList();
    if (named.isEmpty()) return;
    var recipients =
        outbox.sent(about.interaction()).map(Outbox.SentMail::recipients).orElse(List.of());
    var who = new LinkedHashSet<String>();
    for (var one : named) {
      position(one.recipient(), recipients).map(recipients::get).ifPresent(who::add);
    }
    if (who.isEmpty() && recipients.size() == 1) who.addAll(recipients);
    who.forEach(address -> silence(index(EmailAddress.parse(address).orElseThrow())));
    if (recipients.isEmpty()) automaticRecipient(about.interaction()).ifPresent(this::silence);
    inbox.alert(about.conversation(), Happening.of(What.COMPLAINED, String.join(", ", who)));
  }

  /// Whom an automatic answer went to; only its index is kept.
  private Optional<byte[]> automaticRecipient(InteractionId event) {
    return jdbc.sql("select address_index from channels.automatic_mail where event_id = :event")
        .param("event", event.id())
        .query((row, _) -> row.getBytes("address_index"))
        .optional();
  }

  private void silence(byte[] index) {
    jdbc.sql(
            """
            insert into channels.complained_address (address_index, since)
            values (:index, :now)
                on conflict do nothing
            """)
        .param("index", index)
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
  }

  /// A mail that is only late may still arrive, and a complaint is about one that did.
  private static boolean isFinal(Bounce bounce) {
    return switch (bounce.reason()) {
      case COMPLAINT -> false;
      case DELAYED -> bounce.status().startsWith("5");
      default -> true;
    };
  }

  private static Optional<Integer> position(String recipient, List<String> recipients) {
    if (recipient.isEmpty()) {
      return recipients.size() == 1 ? Optional.of(0) : Optional.empty();
    }
    var wanted = EmailAddress.parse(recipient).map(EmailAddress::normalised);
    for (int i = 0; i < recipients.size(); i++) {
      if (wanted.isPresent()
          && wanted.equals(EmailAddress.parse(recipients.get(i)).map(EmailAddress::normalised))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private void note(InteractionId interaction, String address, Bounce bounce) {
    var index = index(EmailAddress.parse(address).orElseThrow());
    var now = Timestamps.now(clock);
    jdbc.sql(
            """
            insert into channels.returned_mail (interaction_id, address_index, reason, hard, at)
            values (:interaction, :index, :reason, :hard, :now)
            on conflict do nothing
            """)
        .param("interaction", interaction.id())
        .param("index", index)
        .param("reason", word(bounce.reason()))
        .param("hard", bounce.hard())
        .param("now", Timestamps.of(now))
        .update();
    if (bounce.hard()) {
      jdbc.sql(
              """
              insert into channels.dead_address (address_index, since)
              select :index, :now
               where (select count(*)
                        from channels.returned_mail
                       where address_index = :index
                         and hard
                         and at > :from) >= :most
              on conflict do nothing
              """)
          .param("index", index)
          .param("now", Timestamps.of(now))
          .param("from", Timestamps.of(now.minus(WITHIN)))
          .param("most", MOST)
          .update();
    }
  }

  private String reason(Outbox.SentMail sent, Map<Integer, Bounce> returned) {
    var who =
        String.join(", ", returned.keySet().stream().map(at -> sent.recipients().get(at)).toList());
    var why = returned.values().iterator().next().reason();
    var text = words.text("channels.returned." + word(why), who);
    boolean others = sent.recipients().size() > returned.size() + sent.refused().size();
    return others ? words.text("channels.delivery.partly", who, text) : text;
  }

  private static String word(BounceReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /// Which of these recipients are given up, by their positions.
  Set<Integer> dead(List<String> recipients) {
    var indexes = new ArrayList<byte[]>();
    for (var recipient : recipients) {
      indexes.add(EmailAddress.parse(recipient).map(this::index).orElse(new byte[0]));
    }
    var dead = new HashSet<Integer>();
    jdbc.sql(
            """
            select named.position - 1
              from unnest(cast(:indexes as bytea[])) with ordinality named (index, position)
              join channels.dead_address d on d.address_index = named.index
            """)
        .param("indexes", indexes.toArray(byte[][]::new))
        .query(Integer.class)
        .list()
        .forEach(dead::add);
    return dead;
  }

  /// Whether this address called a mail of ours spam.
  boolean complained(EmailAddress address) {
    return jdbc.sql(
            """
            select exists (
                   select
                     from channels.complained_address
                    where address_index = :index)
            """)
        .param("index", index(address))
        .query(Boolean.class)
        .single();
  }

  /// The addresses of a client that are given up, or get no automatic mail. One statement; none for
  /// a client without addresses.
  @Transactional(readOnly = true)
  public List<DeadAddress> of(Client client) {
    var addresses = client.details().emails();
    if (addresses.isEmpty()) return List.of();
    var dead = new ArrayList<DeadAddress>();
    jdbc.sql(
            """
            select named.position, d.since, d.complained
              from unnest(cast(:indexes as bytea[])) with ordinality named (index, position)
              join (select address_index, since, false as complained
                      from channels.dead_address
                    union all
                    select address_index, since, true
                      from channels.complained_address) d
                on d.address_index = named.index
             order by named.position, d.complained
            """)
        .param("indexes", indexes(addresses))
        .query(
            row -> {
              dead.add(
                  new DeadAddress(
                      addresses.get(row.getInt("position") - 1),
                      Timestamps.read(row, "since"),
                      row.getBoolean("complained")));
            });
    return dead;
  }

  /// Mail is sent to all addresses of a client again, since a person says so.
  ///
  /// @throws ClientNotFound for whoever may not write to this client
  @Transactional
  public void sendAgain(Viewer viewer, long clientNo) {
    var client = clients.getToServe(viewer, clientNo);
    var indexes = indexes(client.details().emails());
    int revived =
        jdbc.sql("delete from channels.dead_address where address_index = any(:indexes)")
            .param("indexes", indexes)
            .update();
    int forgiven =
        jdbc.sql("delete from channels.complained_address where address_index = any(:indexes)")
            .param("indexes", indexes)
            .update();
    if (revived + forgiven == 0) return;
    jdbc.sql("delete from channels.returned_mail where address_index = any(:indexes)")
        .param("indexes", indexes)
        .update();
    audit.changed(
        Actor.member(viewer.id().id()),
        "client.address_revived",
        "client",
        client.id().id(),
        Map.of());
  }

  private byte[][] indexes(Collection<EmailAddress> addresses) {
    return addresses.stream().map(this::index).toArray(byte[][]::new);
  }

  private byte[] index(EmailAddress address) {
    return vault.blindIndex("email", address.normalised());
  }
}
