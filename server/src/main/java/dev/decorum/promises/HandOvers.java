package dev.decorum.promises;

import dev.decorum.hours.Absences;
import dev.decorum.hours.Away;
import dev.decorum.inbox.BulkChanges;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.Chosen;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.MemberNotFound;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Work of colleagues who are not there when it falls due: promises, and conversations in which it
/// is our turn. Members see their own before they leave, leads that of their teams, admins all.
@Service
@Transactional
public class HandOvers {

  /// As many of each as are shown, and handed over at once.
  public static final int MOST = 100;

  /// So long before somebody leaves their work can be looked through.
  private static final Duration AHEAD = Duration.ofDays(7);

  private static final Version ANY = new Version(null);

  private final Promises promises;
  private final Ledger ledger;
  private final Inbox inbox;
  private final BulkChanges bulk;
  private final Absences absences;
  private final Staff staff;
  private final JdbcClient jdbc;
  private final Clock clock;

  HandOvers(
      Promises promises,
      Ledger ledger,
      Inbox inbox,
      BulkChanges bulk,
      Absences absences,
      Staff staff,
      JdbcClient jdbc,
      Clock clock) {
    this.promises = promises;
    this.ledger = ledger;
    this.inbox = inbox;
    this.bulk = bulk;
    this.absences = absences;
    this.staff = staff;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// A member who is away, or will be before long.
  public record Leave(Member member, Away away) {}

  /// What somebody has to do while they are away, what is due first before the rest.
  public record Work(List<PromiseView> promises, List<ConversationRow> conversations) {

    public Work {
      promises = List.copyOf(promises);
      conversations = List.copyOf(conversations);
    }
  }

  /// What became of a hand-over.
  ///
  /// @param left how many stayed where they were: somebody was faster, or whoever should have them
  ///   may not see them
  public record Done(int given, int left) {}

  // --- reading

  /// Those whom the viewer looks after, themselves included, who leaves next before the rest. Needs
  /// no statement.
  @Transactional(readOnly = true)
  public List<Leave> leaving(Viewer viewer) {
    var until = clock.instant().plus(AHEAD);
    return absences.coming().stream()
        .map(one -> one.member())
        .distinct()
        .flatMap(one -> staff.member(one).stream())
        .filter(one -> absences.mayStateFor(viewer, one))
        .flatMap(one -> absences.next(one.id()).map(away -> new Leave(one, away)).stream())
        .filter(one -> one.away().from().isBefore(until))
        .sorted(Comparator.comparing(one -> one.away().from()))
        .toList();
  }

  /// What falls due while a member is away, of all that the viewer may see: promises of that time,
  /// and conversations in which the client may write or waits.
  ///
  /// @throws MemberNotFound when they are not among [#leaving]
  @Transactional(readOnly = true)
  public Work of(Viewer viewer, int no) {
    var leave =
        leaving(viewer).stream()
            .filter(one -> one.member().no() == no)
            .findFirst()
            .orElseThrow(MemberNotFound::new);
    var away = leave.away();
    return new Work(
        ledger.list(
            viewer,
            """
            p.owner_id = :owner
              and p.ended_at is null
              and p.state <> 'proposed'
              and p.due_at <= :until
              and (:begun or p.due_at > :from)
            """,
            Map.of(
                "owner",
                leave.member().id().id(),
                "from",
                Objects.requireNonNull(Ledger.bound(away.from())),
                "until",
                Objects.requireNonNull(Ledger.bound(away.until())),
                "begun",
                away.begun(clock.instant())),
            "p.due_at, p.id",
            MOST),
        conversations(viewer, List.of(leave.member().id())));
  }

  /// What nobody does, since whoever had it works with clients no more.
  @Transactional(readOnly = true)
  public Work ofThoseGone(Viewer viewer) {
    var gone = staff.members().stream().filter(one -> !one.serves()).map(Member::id).toList();
    return new Work(
        ledger.list(
            viewer,
            "p.owner_id is null and p.ended_at is null and p.state <> 'proposed'",
            Map.of(),
            "p.due_at, p.id",
            MOST),
        conversations(viewer, gone));
  }

  private List<ConversationRow> conversations(Viewer viewer, List<MemberId> owners) {
    var ids =
        jdbc.sql(
                """
                select c.id
                  from inbox.visible_to(:viewer) c
                 where c.assignee_id = any (:owners)
                   and c.deleted_at is null
                   and c.status = 'open'
                 order by c.due_at, c.waiting_since, c.id
                 limit :most
                """)
            .param("viewer", viewer.id().id())
            .param("owners", owners.stream().map(MemberId::id).toArray(UUID[]::new))
            .param("most", MOST)
            .query((row, _) -> new ConversationId(row.getObject("id", UUID.class)))
            .list();
    var rows = new HashMap<ConversationId, ConversationRow>();
    inbox.rows(viewer, ids).forEach(row -> rows.put(row.id(), row));
    return ids.stream().map(rows::get).filter(Objects::nonNull).toList();
  }

  /// How much falls due while these are away, or waits for them meanwhile: one statement.
  @Transactional(readOnly = true)
  public Map<MemberId, Integer> waiting(Viewer viewer, List<Leave> leaves) {
    var now = clock.instant();
    var counts = new HashMap<MemberId, Integer>();
    if (leaves.isEmpty()) return counts;
    jdbc.sql(
            """
            select a.member,
                   (select count(*)
                      from promises.visible_to(:viewer) p
                     where p.owner_id = a.member
                       and p.ended_at is null
                       and p.state <> 'proposed'
                       and p.due_at <= a.back::timestamptz
                       and p.due_at > a.gone::timestamptz)
                   + (select count(*)
                        from inbox.visible_to(:viewer) c
                       where c.assignee_id = a.member
                         and c.deleted_at is null
                         and c.status = 'open'
                         and (c.due_at <= a.back::timestamptz
                              or c.due_at is null and c.waiting_since is not null and not a.brief))
                   as waiting
              from unnest(:members, :gone, :back, :brief) as a (member, gone, back, brief)
            """)
        .param("viewer", viewer.id().id())
        .param("members", leaves.stream().map(one -> one.member().id().id()).toArray(UUID[]::new))
        .param("gone", texts(leaves.stream().map(one -> from(one.away(), now))))
        .param("back", texts(leaves.stream().map(one -> one.away().until())))
        .param("brief", leaves.stream().map(one -> one.away().brief()).toArray(Boolean[]::new))
        .query(
            row -> {
              counts.put(new MemberId(row.getObject("member", UUID.class)), row.getInt("waiting"));
            });
    return counts;
  }

  /// Who has left keeps nothing any more; who will keeps what is due before.
  private static Instant from(Away away, Instant now) {
    return away.begun(now) ? Instant.EPOCH : away.from();
  }

  private static String[] texts(Stream<Instant> instants) {
    return instants.map(Instant::toString).toArray(String[]::new);
  }

  // --- handing over

  /// Gives promises and conversations to somebody, with a note in each conversation that says what
  /// they should know. What is not that member's any more stays with whoever has it.
  ///
  /// @param no of the member who has them; null: those who work with clients no more
  /// @param note for colleagues; empty: none
  /// @throws MemberNotFound
  /// @throws PromiseRefused when nobody of that name works with clients
  /// @throws MessageRefused when they may have none of the conversations
  public Done handOver(
      Viewer viewer,
      @Nullable Integer no,
      Collection<Long> owed,
      Collection<Long> conversations,
      MemberId to,
      String note) {
    if (staff.member(to).filter(Member::serves).isEmpty()) {
      throw new PromiseRefused(PromiseRefused.Reason.NO_SUCH_OWNER);
    }
    var work = no == null ? ofThoseGone(viewer) : of(viewer, no);
    var chosen =
        work.conversations().stream()
            .map(ConversationRow::no)
            .filter(Set.copyOf(conversations)::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    var going =
        work.promises().stream()
            .filter(one -> Set.copyOf(owed).contains(one.no()))
            .filter(one -> ledger.mayBeGiven(one.id(), to))
            .toList();
    if (!chosen.isEmpty()) {
      var picked = chosen.stream().map(one -> new Chosen(one, null)).toList();
      bulk.change(viewer, picked, new Change.Assign(to)).left().forEach(chosen::remove);
    }
    int given = chosen.size() + going.size();
    going.stream().map(PromiseView::conversation).filter(Objects::nonNull).forEach(chosen::add);
    // Conversations are locked before promises, here as everywhere.
    if (!note.isBlank()) chosen.forEach(one -> inbox.note(viewer, one, note.strip(), List.of()));
    going.forEach(one -> promises.give(viewer, one.no(), ANY, to));
    return new Done(given, Set.copyOf(owed).size() + Set.copyOf(conversations).size() - given);
  }
}
