package dev.decorum.promises;

import dev.decorum.database.DueWork;
import dev.decorum.hours.Absences;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationTimes;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.SentMessages;
import dev.decorum.promises.PromiseChange.What;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings promises to where time has brought them, and tells those who have to know: the owner when
/// one is overdue, the leads when nobody has it. Looks every second; each node does, and no two of
/// them for one promise.
@Component
@Profile("!command")
class DuePromises {

  private static final Duration LATER = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Series series;
  private final SentMessages messages;
  private final ConversationTimes conversations;
  private final Notices notices;
  private final Staff staff;
  private final Absences absences;
  private final Clock clock;
  private final DueWork<Promise> work;

  DuePromises(
      Ledger ledger,
      Series series,
      SentMessages messages,
      ConversationTimes conversations,
      Notices notices,
      Staff staff,
      Absences absences,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Clock clock) {
    this.ledger = ledger;
    this.series = series;
    this.messages = messages;
    this.conversations = conversations;
    this.notices = notices;
    this.staff = staff;
    this.absences = absences;
    this.clock = clock;
    this.work = new DueWork<>("A promise that is due", new Rows(), jdbc, transactions);
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
  void run() {
    work.run();
  }

  private final class Rows implements DueWork.Rows<Promise> {

    @Override
    public List<Promise> claim(int limit) {
      return ledger.due(now(), limit);
    }

    @Override
    public void act(Promise one) {
      if (one.state() == PromiseState.PROPOSED) begin(one);
      else follow(one);
    }

    @Override
    public void putOff(Promise one) {
      ledger.putOff(one.id(), now().plus(LATER));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// A promise begins when its message leaves. One that never does has promised nothing.
  private void begin(Promise one) {
    var now = now();
    var source = Objects.requireNonNull(one.source());
    var message = messages.bySystem(List.of(source)).get(source);
    if (message == null || message.delivery() == Delivery.FAILED) {
      ledger.delete(one.id());
    } else if (message.delivery() == Delivery.HELD) {
      ledger.putOff(one.id(), later(message.at(), now.plus(LATER)));
    } else {
      save(one, one.begun(now), What.BEGAN, now);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void follow(Promise one) {
    var now = now();
    var after = one.at(now);
    if (after.state() == one.state()) {
      ledger.putOff(one.id(), after.next(now));
    } else {
      var what =
          switch (after.state()) {
            case OVERDUE -> What.OVERDUE;
            default -> What.DUE;
          };
      save(one, after, what, now);
      if (after.state() == PromiseState.OVERDUE) tell(after, NoticeEvent.PROMISE_OVERDUE);
    }
    // Whoever has been given it meanwhile knows.
    if (ledger.orphaned(one.id()) && after.owner() == null) {
      tell(after, NoticeEvent.PROMISE_ORPHANED);
    }
  }

  private void save(Promise before, Promise after, What what, Instant now) {
    ledger.save(after, after.next(now));
    ledger.happened(before, after, what, null, null, now);
    if (after.state() == PromiseState.OVERDUE) series.goOn(after, now);
  }

  /// A notice names a conversation: of a promise without one the board alone tells. For an owner
  /// who is away the leads are asked to help.
  private void tell(Promise one, NoticeEvent event) {
    var conversation = one.conversation();
    if (conversation == null) return;
    var owner = one.owner();
    if (owner != null && there(owner)) {
      notices.tell(event, owner, conversation, null);
      return;
    }
    var leads = leads(conversation);
    var present = leads.stream().filter(this::there).toList();
    if (owner == null) {
      var told = present.isEmpty() ? leads : present;
      told.forEach(lead -> notices.tell(event, lead, conversation, null));
    } else if (present.isEmpty()) {
      notices.tell(event, owner, conversation, null);
    } else {
      present.forEach(lead -> notices.tell(NoticeEvent.ESCALATED, lead, conversation, null));
    }
  }

  private boolean there(MemberId member) {
    return absences.back(member).isEmpty();
  }

  private List<MemberId> leads(ConversationId conversation) {
    return conversations
        .stateBySystem(conversation)
        .map(state -> staff.leads(state.team()))
        .orElse(List.of());
  }
}
