package dev.decorum.promises;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.InteractionNotFound;
import dev.decorum.promises.PromiseChange.What;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import dev.decorum.web.Version;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The ledger of what was promised to clients.
///
/// All of it goes through `promises.visible_to`: a promise of a conversation is seen by whoever
/// sees that, any other by whoever sees the client. One that the viewer may not see is as unknown
/// as one that does not exist.
@Service
@Transactional
public class Promises {

  public static final int LONGEST_WORDS = 500;

  /// More is not counted.
  public static final int MOST_COUNTED = 100;

  /// A promise for longer than that is a slip of the pen.
  private static final Duration FAR = Duration.ofDays(10 * 366);

  private static final int MOST_BESIDE = 50;
  private static final Version ANY = new Version(null);

  private final Ledger ledger;
  private final Series series;
  private final Correspondence correspondence;
  private final Inbox inbox;
  private final Clients clients;
  private final Staff staff;
  private final Audit audit;
  private final Clock clock;

  Promises(
      Ledger ledger,
      Series series,
      Correspondence correspondence,
      Inbox inbox,
      Clients clients,
      Staff staff,
      Audit audit,
      Clock clock) {
    this.ledger = ledger;
    this.series = series;
    this.correspondence = correspondence;
    this.inbox = inbox;
    this.clients = clients;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
  }

  // --- reading

  /// @throws PromiseNotFound
  @Transactional(readOnly = true)
  public PromiseView get(Viewer viewer, long no) {
    var found =
        ledger.list(viewer, "p.no = :no", Map.of("no", no), "p.id", 1).stream()
            .findFirst()
            .orElseThrow(PromiseNotFound::new);
    audit.read(actor(viewer), "promise", found.id());
    return found;
  }

  /// Those of these that the viewer may see, by their numbers.
  @Transactional(readOnly = true)
  public List<PromiseView> those(Viewer viewer, Collection<Long> nos) {
    if (nos.isEmpty()) return List.of();
    var asked = Map.of("nos", nos.toArray(Long[]::new));
    return ledger.list(viewer, "p.no = any (:nos)", asked, "p.id", nos.size());
  }

  /// What became of it, the oldest first.
  @Transactional(readOnly = true)
  public List<PromiseChange> history(Viewer viewer, long no) {
    return ledger.history(get(viewer, no).id());
  }

  /// What is owed in a conversation, what is due first before the rest.
  ///
  /// @throws ConversationNotFound
  @Transactional(readOnly = true)
  public List<PromiseView> ofConversation(Viewer viewer, long no) {
    var conversation = correspondence.standing(viewer, no).id();
    return owed(viewer, "p.conversation_id = :id", conversation.id());
  }

  /// What is owed to a client, what is due first before the rest.
  ///
  /// @throws ClientNotFound
  @Transactional(readOnly = true)
  public List<PromiseView> ofClient(Viewer viewer, long no) {
    return owed(viewer, "p.client_id = :id", clients.get(viewer, no).id().id());
  }

  /// Whether a text speaks of a promise, as far as its words tell.
  public static boolean mentions(String text, PromiseView promise) {
    return Mentions.in(text, promise.words());
  }

  private List<PromiseView> owed(Viewer viewer, String of, UUID id) {
    return ledger.list(
        viewer, "p.ended_at is null and " + of, Map.of("id", id), "p.due_at, p.id", MOST_BESIDE);
  }

  /// Promises by number, the newest first.
  ///
  /// @param owner whose; with `unowned` nobody's
  @Transactional(readOnly = true)
  public Page<PromiseView> list(
      Viewer viewer,
      @Nullable PromiseState state,
      @Nullable ClientId client,
      @Nullable MemberId owner,
      boolean unowned,
      @Nullable Cursor cursor,
      int limit) {
    var conditions = new ArrayList<>(List.of("true"));
    var parameters = new HashMap<String, @Nullable Object>();
    if (state != null) {
      conditions.add("p.state = :state");
      parameters.put("state", state.word());
    }
    if (client != null) {
      conditions.add("p.client_id = :client");
      parameters.put("client", client.id());
    }
    if (unowned) {
      conditions.add("p.owner_id is null");
    } else if (owner != null) {
      conditions.add("p.owner_id = :owner");
      parameters.put("owner", owner.id());
    }
    if (cursor != null) {
      conditions.add("p.no < :before");
      parameters.put("before", cursor.number(0));
    }
    var found =
        ledger.list(viewer, String.join(" and ", conditions), parameters, "p.no desc", limit + 1);
    return Page.of(found, limit, one -> Cursor.of(one.no()));
  }

  /// A column of the board from a place on.
  @Transactional(readOnly = true)
  public Page<PromiseView> column(
      Viewer viewer, Column column, Whose whose, @Nullable Cursor cursor, int limit) {
    var parameters = days(viewer);
    var condition = column.condition() + " and " + owned(viewer, whose, parameters);
    if (cursor != null) {
      condition += " and " + column.after();
      parameters.put("id", cursor.uuid(1));
      parameters.put("at", Ledger.bound(cursor.instant(0)));
    }
    return Page.of(
        ledger.list(viewer, condition, parameters, column.order(), limit + 1),
        limit,
        one -> Cursor.of(place(column, one), one.id()));
  }

  /// The beginnings of several columns of the board.
  @Transactional(readOnly = true)
  public Map<Column, List<PromiseView>> board(
      Viewer viewer, Collection<Column> columns, Whose whose, int limit) {
    var parameters = days(viewer);
    return ledger.columns(viewer, columns, owned(viewer, whose, parameters), parameters, limit);
  }

  private static Instant place(Column column, PromiseView one) {
    var at = column.ended() ? one.endedAt() : one.dueAt();
    return at == null ? Instant.EPOCH : at;
  }

  /// How many stand in each column, up to [#MOST_COUNTED].
  @Transactional(readOnly = true)
  public Map<Column, Integer> counts(Viewer viewer, Whose whose) {
    var parameters = days(viewer);
    var condition = owned(viewer, whose, parameters);
    return new EnumMap<>(
        ledger.count(viewer, List.of(Column.values()), condition, parameters, MOST_COUNTED));
  }

  /// What the viewer has promised and has to keep by then, what is overdue first: one statement.
  @Transactional(readOnly = true)
  public List<PromiseDue> dueFor(Viewer viewer, Instant until, int limit) {
    return ledger.dueFor(viewer, until, limit);
  }

  private Map<String, @Nullable Object> days(Viewer viewer) {
    var today = LocalDate.ofInstant(clock.instant(), viewer.zone());
    var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var days = new HashMap<String, @Nullable Object>();
    days.put("tomorrow", Ledger.bound(begin(today.plusDays(1), viewer)));
    days.put("week", Ledger.bound(begin(today.plusDays(8), viewer)));
    days.put("monday", Ledger.bound(begin(monday, viewer)));
    return days;
  }

  private static Instant begin(LocalDate day, Viewer viewer) {
    return day.atStartOfDay(viewer.zone()).toInstant();
  }

  private String owned(Viewer viewer, Whose whose, Map<String, @Nullable Object> parameters) {
    return switch (whose) {
      case ALL -> "true";
      case ME -> {
        parameters.put("owner", viewer.id().id());
        yield "p.owner_id = :owner";
      }
      case TEAM -> {
        var teams = staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
        parameters.put(
            "owners",
            staff.members().stream()
                .filter(
                    one ->
                        one.id().equals(viewer.id())
                            || one.teams().stream().anyMatch(teams::contains))
                .map(one -> one.id().id())
                .toArray(UUID[]::new));
        yield "(p.owner_id is null or p.owner_id = any (:owners))";
      }
    };
  }

  // --- making

  /// Writes down what was promised in a conversation.
  ///
  /// @return its number
  /// @throws ConversationNotFound
  /// @throws PromiseRefused
  public long makeInConversation(Viewer viewer, long no, NewPromise made) {
    var standing = correspondence.standing(viewer, no);
    if (!inbox.serves(viewer.id(), standing.id())) throw new ConversationNotFound();
    var source = made.source();
    if (source != null && !isIn(viewer, source, no)) {
      throw new PromiseRefused(Reason.NO_SUCH_SOURCE);
    }
    return make(viewer, standing.client(), standing.id(), standing.key(), made);
  }

  private boolean isIn(Viewer viewer, InteractionId source, long no) {
    try {
      return inbox.conversationOf(viewer, source) == no;
    } catch (InteractionNotFound unknown) {
      return false;
    }
  }

  /// Writes down what was promised to a client, in no conversation that is kept here.
  ///
  /// @return its number
  /// @throws ClientNotFound
  /// @throws PromiseRefused
  public long makeForClient(Viewer viewer, long clientNo, NewPromise made) {
    if (made.source() != null) throw new PromiseRefused(Reason.NO_SUCH_SOURCE);
    var client = clients.getToServe(viewer, clientNo);
    return make(viewer, client.id(), null, clients.keyOf(client.id()), made);
  }

  private long make(
      Viewer viewer,
      ClientId client,
      @Nullable ConversationId conversation,
      KeyId key,
      NewPromise made) {
    var now = now();
    var words = made.words().strip();
    if (words.isEmpty()) throw new PromiseRefused(Reason.NO_WORDS);
    if (words.length() > LONGEST_WORDS) throw new PromiseRefused(Reason.LONG_WORDS);
    var owner = Objects.requireNonNullElse(made.owner(), viewer.id());
    var id = RowIds.next();
    var one =
        Promise.given(
            id,
            client,
            conversation,
            made.source(),
            key,
            words,
            owner,
            made.due(),
            viewer.zone(),
            PromiseState.OPEN);
    check(one, now);
    var repeats = made.repeats();
    if (repeats != null) one = series.begin(one, repeats, viewer.id(), now);
    one = ledger.seen(one).at(now);
    long no = ledger.insert(one, false, viewer.id(), now, one.next(now));
    if (!ledger.mayBeGiven(id, owner)) throw new PromiseRefused(Reason.NO_SUCH_OWNER);
    ledger.happened(one, one, What.MADE, viewer.id(), null, now);
    if (repeats != null) ledger.happened(one, one, What.REPEATS, viewer.id(), null, now);
    audited(viewer, one, What.MADE);
    return no;
  }

  private static void check(Promise one, Instant now) {
    var ends = one.due().ends(one.zone());
    if (ends == null) return;
    if (!ends.isAfter(now)) throw new PromiseRefused(Reason.PAST_DUE);
    if (ends.isAfter(now.plus(FAR))) throw new PromiseRefused(Reason.FAR_DUE);
  }

  // --- changing

  /// It was kept: in time or late, by when the client counted on it.
  ///
  /// @throws PromiseRefused
  public PromiseView keep(Viewer viewer, long no, Version madeOn, Evidence evidence) {
    var before = running(viewer, no, madeOn);
    var line = evidence.words();
    if (line != null && line.length() > LONGEST_WORDS) {
      throw new PromiseRefused(Reason.LONG_EVIDENCE);
    }
    var now = now();
    var message = evidence.message();
    var when = message == null ? now : earlier(shown(viewer, before, message), now);
    var after = before.kept(when);
    ledger.evidence(after, evidence);
    return saved(viewer, before, after, What.KEPT, null, now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// When the message was said that shows it.
  private Instant shown(Viewer viewer, Promise promise, InteractionId message) {
    try {
      var row = inbox.row(viewer, inbox.conversationOf(viewer, message));
      if (row.client().id().equals(promise.client())) {
        return inbox.interaction(viewer, message).at();
      }
    } catch (InteractionNotFound _) {
      // Told below in the same words as one of another client.
    }
    throw new PromiseRefused(Reason.NO_SUCH_MESSAGE);
  }

  /// It will be kept at another time.
  ///
  /// @param told whether the client knows: only then is it a new agreement
  /// @throws PromiseRefused
  public PromiseView move(Viewer viewer, long no, Version madeOn, Due due, boolean told) {
    if (due instanceof Due.None) throw new PromiseRefused(Reason.NO_DUE);
    var before = running(viewer, no, madeOn);
    var now = now();
    var after = before.moved(due, told, now);
    check(after, now);
    return saved(viewer, before, after, What.MOVED, told, now);
  }

  /// The client has been told of the date it was moved to.
  ///
  /// @throws PromiseRefused
  public PromiseView told(Viewer viewer, long no, Version madeOn) {
    var before = running(viewer, no, madeOn);
    var now = now();
    return saved(viewer, before, before.moved(before.due(), true, now), What.TOLD, true, now);
  }

  /// Somebody else will keep it.
  ///
  /// @throws PromiseRefused when they may not see it, or do not work with clients
  public PromiseView give(Viewer viewer, long no, Version madeOn, MemberId to) {
    var before = running(viewer, no, madeOn);
    if (!ledger.mayBeGiven(before.id(), to)) throw new PromiseRefused(Reason.NO_SUCH_OWNER);
    var now = now();
    return saved(viewer, before, before.given(to, now), What.GIVEN, null, now);
  }

  /// It will not be kept.
  ///
  /// @throws PromiseRefused
  public PromiseView giveUp(Viewer viewer, long no, Version madeOn) {
    var before = running(viewer, no, madeOn);
    var now = now();
    return saved(viewer, before, before.broken(now), What.BROKEN, null, now);
  }

  /// The client does not want it any more.
  ///
  /// @throws PromiseRefused
  public PromiseView withdraw(Viewer viewer, long no, Version madeOn) {
    var before = running(viewer, no, madeOn);
    var now = now();
    return saved(viewer, before, before.withdrawn(now), What.WITHDRAWN, null, now);
  }

  /// It was said to be over by mistake.
  ///
  /// @throws PromiseRefused
  public PromiseView reopen(Viewer viewer, long no, Version madeOn) {
    var before = locked(viewer, no, madeOn);
    if (!before.state().ended()) throw new PromiseRefused(Reason.NOT_OVER);
    var now = now();
    ledger.evidence(before, Evidence.NONE);
    var after = before.reopened(now);
    series.takeBack(after);
    return saved(viewer, before, after, What.REOPENED, null, now);
  }

  /// It comes again from now on, or otherwise than before.
  ///
  /// @throws PromiseRefused
  public PromiseView repeat(Viewer viewer, long no, Version madeOn, Repeats repeats) {
    var before = running(viewer, no, madeOn);
    var now = now();
    var after = series.begin(before, repeats, viewer.id(), now);
    return saved(viewer, before, after, What.REPEATS, null, now);
  }

  /// None comes after those that are there.
  ///
  /// @throws PromiseRefused
  public PromiseView repeatNoMore(Viewer viewer, long no, Version madeOn) {
    var before = locked(viewer, no, madeOn);
    var now = now();
    if (!series.end(before, viewer.id(), now)) return get(viewer, no);
    return saved(viewer, before, before, What.REPEATS_ENDED, null, now);
  }

  /// Several changes at once: all of them or none.
  ///
  /// @param state what it is to be, as far as that is for people to say: kept, broken, withdrawn,
  ///   open again, or renegotiated, that is moved with the client's knowledge; null: stays
  /// @param due null: stays
  /// @param owner null: stays
  /// @param repeatsNoMore whether none comes after those that are there
  /// @param repeats null: stays
  /// @throws PromiseRefused
  public PromiseView change(
      Viewer viewer,
      long no,
      Version madeOn,
      @Nullable PromiseState state,
      @Nullable Due due,
      @Nullable MemberId owner,
      boolean repeatsNoMore,
      @Nullable Repeats repeats,
      Evidence evidence) {
    var before = locked(viewer, no, madeOn);
    boolean told = state == PromiseState.RENEGOTIATED;
    if (owner != null && !owner.equals(before.owner())) give(viewer, no, ANY, owner);
    if (due != null) move(viewer, no, ANY, due, told);
    if (repeatsNoMore) repeatNoMore(viewer, no, ANY);
    if (repeats != null) repeat(viewer, no, ANY, repeats);
    if (evidence.any() && state == null) throw new PromiseRefused(Reason.NO_SUCH_STATE);
    if (state == null) return get(viewer, no);
    return switch (state) {
      case KEPT, KEPT_LATE -> keep(viewer, no, ANY, evidence);
      case BROKEN -> giveUp(viewer, no, ANY);
      case WITHDRAWN -> withdraw(viewer, no, ANY);
      case OPEN -> before.state().ended() ? reopen(viewer, no, ANY) : get(viewer, no);
      case RENEGOTIATED -> due == null ? told(viewer, no, ANY) : get(viewer, no);
      case PROPOSED, AT_RISK, DUE, OVERDUE -> throw new PromiseRefused(Reason.NO_SUCH_STATE);
    };
  }

  private Promise running(Viewer viewer, long no, Version madeOn) {
    var one = locked(viewer, no, madeOn);
    if (!one.state().runs()) throw new PromiseRefused(Reason.NOT_OPEN);
    return one;
  }

  private Promise locked(Viewer viewer, long no, Version madeOn) {
    var one = ledger.lock(viewer, no).orElseThrow(PromiseNotFound::new);
    madeOn.require(one.version());
    return one;
  }

  private PromiseView saved(
      Viewer viewer,
      Promise before,
      Promise after,
      What what,
      @Nullable Boolean told,
      Instant now) {
    var seen = ledger.seen(after).at(now);
    ledger.save(seen, seen.next(now));
    ledger.happened(before, seen, what, viewer.id(), told, now);
    if (seen.state().ended() || seen.state() == PromiseState.OVERDUE) series.goOn(seen, now);
    audited(viewer, seen, what);
    return get(viewer, seen.no());
  }

  private void audited(Viewer viewer, Promise one, What what) {
    audit.changed(
        actor(viewer),
        "promise." + what.word(),
        "promise",
        one.id(),
        Map.of("state", one.state().word()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }
}
