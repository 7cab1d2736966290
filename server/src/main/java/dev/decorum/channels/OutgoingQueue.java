package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.DecorumProperties;
import dev.decorum.inbox.MailboxId;
import dev.decorum.inbox.UnderWay;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What waits to leave, and what a person can do about it. Everybody sees the mails of the
/// conversations they see; mails to members of staff are seen by those who manage channels.
@Service
public class OutgoingQueue {

  private static final int DOMAINS = 20;

  private final OutboxQueue queue;
  private final Mailboxes mailboxes;
  private final UnderWay underWay;
  private final TroubleWords words;
  private final Audit audit;
  private final ChannelsProperties settings;
  private final boolean sample;
  private final Clock clock;

  OutgoingQueue(
      OutboxQueue queue,
      Mailboxes mailboxes,
      UnderWay underWay,
      TroubleWords words,
      Audit audit,
      ChannelsProperties settings,
      DecorumProperties properties,
      Clock clock) {
    this.queue = queue;
    this.mailboxes = mailboxes;
    this.underWay = underWay;
    this.words = words;
    this.audit = audit;
    this.settings = settings;
    this.sample = properties.demo();
    this.clock = clock;
  }

  /// How many mails wait at one place.
  ///
  /// @param name a mailbox's address, or a domain of recipients
  /// @param oldest since when the first of them does
  public record Heap(String name, int count, Instant oldest) {}

  /// How the queue stands, in numbers.
  ///
  /// @param oldest since when the first mail waits; null: none does
  /// @param late whether it waits longer than it should
  public record Standing(int count, @Nullable Instant oldest, boolean late) {}

  /// All that waits, whoever asks. The sample organisation sends nothing, and is never late.
  @Transactional(readOnly = true)
  public Standing standing() {
    return queue
        .everything()
        .map(heap -> new Standing(heap.count(), heap.oldest(), late(heap.oldest())))
        .orElseGet(() -> new Standing(0, null, false));
  }

  /// Whether a mail that waits since then waits too long.
  public boolean late(Instant since) {
    return !sample && since.isBefore(clock.instant().minus(settings.queueAlarm()));
  }

  /// How long a mail may wait before that is too long.
  public Duration patience() {
    return settings.queueAlarm();
  }

  /// Those due longest first.
  @Transactional(readOnly = true)
  public List<WaitingMail> waiting(Viewer viewer, int limit) {
    var places = mailboxes();
    return queue.waiting(viewer, all(viewer), limit).stream()
        .map(row -> mail(row, places))
        .toList();
  }

  @Transactional(readOnly = true)
  public List<Heap> byMailbox(Viewer viewer) {
    var heaps = queue.byMailbox(viewer, all(viewer));
    return mailboxes().values().stream()
        .flatMap(
            mailbox ->
                Stream.ofNullable(heaps.get(mailbox.id()))
                    .map(heap -> heap(mailbox.address(), heap)))
        .toList();
  }

  /// The domains of recipients for which most mails wait.
  @Transactional(readOnly = true)
  public List<Heap> byDomain(Viewer viewer) {
    return queue.byDomain(viewer, all(viewer), DOMAINS).stream()
        .map(domain -> heap(domain.name(), domain.heap()))
        .toList();
  }

  private static Heap heap(String name, OutboxQueue.Heap heap) {
    return new Heap(name, heap.count(), heap.oldest());
  }

  /// How many messages wait for a time that was chosen for them.
  @Transactional(readOnly = true)
  public int scheduled(Viewer viewer) {
    return queue.scheduled(viewer);
  }

  /// Tries a mail at once.
  ///
  /// @return false when it has left or is leaving
  /// @throws MailNotWaiting for a mail the viewer does not see
  @Transactional
  public boolean tryNow(Viewer viewer, UUID id) {
    if (queue.find(viewer, all(viewer), id).isEmpty()) throw new MailNotWaiting();
    return queue.tryNow(id);
  }

  /// Takes a mail out of the queue for good, and says at its message why.
  ///
  /// @return false when it has left or is leaving
  /// @throws MailNotWaiting for a mail the viewer does not see
  @Transactional
  public boolean giveUp(Viewer viewer, UUID id, String why) {
    var row = queue.find(viewer, all(viewer), id).orElseThrow(MailNotWaiting::new);
    if (row.interaction() != null) return underWay.giveUp(viewer, row.interaction(), why);
    if (!queue.stopOwn(id)) return false;
    audit.changed(Actor.member(viewer.id().id()), "mail.stopped", "mail", id, Map.of());
    return true;
  }

  private static boolean all(Viewer viewer) {
    return viewer.may(Permission.MANAGE_CHANNELS);
  }

  private Map<MailboxId, Mailbox> mailboxes() {
    var known = new LinkedHashMap<MailboxId, Mailbox>();
    mailboxes.all().forEach(mailbox -> known.put(mailbox.id(), mailbox));
    return known;
  }

  private WaitingMail mail(OutboxQueue.Row row, Map<MailboxId, Mailbox> places) {
    var mailbox = places.get(row.mailbox());
    return new WaitingMail(
        row.id(),
        row.interaction(),
        row.no(),
        mailbox == null ? "" : mailbox.address(),
        row.recipients(),
        row.due(),
        row.attempts(),
        row.leaving(),
        row.next(),
        mailbox == null || row.reason() == null ? null : why(row.reason(), mailbox));
  }

  private String why(Trouble trouble, Mailbox mailbox) {
    var server = mailbox.outgoing();
    return trouble == Trouble.NO_SERVER || server == null
        ? words.noServer(mailbox.address())
        : words.of(trouble, server.host());
  }
}
