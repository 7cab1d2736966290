package dev.decorum.sla;

import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is due in a conversation, for those who see it.
@Service
@Transactional(readOnly = true)
public class ConversationClocks {

  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final Inbox inbox;
  private final Policies policies;
  private final Escalations escalations;
  private final Staff staff;
  private final JdbcClient jdbc;
  private final java.time.Clock clock;

  ConversationClocks(
      Inbox inbox,
      Policies policies,
      Escalations escalations,
      Staff staff,
      JdbcClient jdbc,
      java.time.Clock clock) {
    this.inbox = inbox;
    this.policies = policies;
    this.escalations = escalations;
    this.staff = staff;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// @param clocks those that have begun and not ended
  /// @param became what became of others, the latest first
  /// @param told who was told, the latest first
  /// @param policy name of the one that counts; null: none does
  public record View(
      ConversationRow conversation,
      @Nullable String policy,
      List<Running> clocks,
      List<Became> became,
      List<Told> told) {

    public View {
      clocks = List.copyOf(clocks);
      became = List.copyOf(became);
      told = List.copyOf(told);
    }

    /// One of this kind that runs; null: none does, or it rests.
    public @Nullable Running running(ClockKind kind) {
      return clocks.stream()
          .filter(one -> one.kind() == kind && one.due() != null)
          .findFirst()
          .orElse(null);
    }

    /// The last that was told about what runs still: of these a client can be told why it takes so
    /// long.
    public boolean last(Told one) {
      return running(one.kind()) != null
          && told.stream()
              .filter(other -> other.kind() == one.kind())
              .limit(1)
              .anyMatch(one::equals);
    }

    /// One that was missed and goes on, the longest overdue first; null: none is.
    public @Nullable Running overdue() {
      return clocks.stream()
          .filter(Running::missed)
          .min(Comparator.comparing(one -> Objects.requireNonNull(one.due())))
          .orElse(null);
    }
  }

  /// @param due null: it rests while we wait for the client
  public record Running(
      ClockKind kind, Instant since, Target target, @Nullable Instant due, boolean missed) {}

  /// @param result such as `met`
  /// @param working for how much working time it had run
  public record Became(
      ClockKind kind, String result, String reason, Instant at, Duration wall, Duration working) {}

  /// @param minutes before it was due, below zero, or after
  /// @param skipped names of those who were not told, since they were away
  /// @param handedTo who has it since then; null: that did not change
  /// @param due when it was due, as far as that was known then
  public record Told(
      ClockKind kind,
      Step.Who who,
      int minutes,
      List<String> skipped,
      @Nullable MemberId handedTo,
      Instant due,
      Instant at) {

    public Told {
      skipped = List.copyOf(skipped);
    }
  }

  /// Whether there are targets at all.
  public boolean any() {
    return !policies.all().isEmpty();
  }

  /// @throws dev.decorum.inbox.ConversationNotFound
  public View of(Viewer viewer, long no) {
    var row = inbox.row(viewer, no);
    var id = row.id().id();
    return new View(row, policy(id), running(id), became(id), told(row));
  }

  private @Nullable String policy(UUID conversation) {
    Map<UUID, Policy> known =
        policies.all().stream().collect(Collectors.toMap(Policy::id, Function.identity()));
    return jdbc.sql(
            """
            select m.policy_id
              from sla.matter m
             where m.conversation_id = :conversation
               and m.policy_id is not null
            """)
        .param("conversation", conversation)
        .query(UUID.class)
        .optional()
        .flatMap(id -> Optional.ofNullable(known.get(id)))
        .map(Policy::name)
        .orElse(null);
  }

  private List<Running> running(UUID conversation) {
    return jdbc.sql(
            """
            select k.kind, k.marks[1] as since, k.length_us, k.working, k.due_at, k.missed
              from sla.clock k
             where k.conversation_id = :conversation
             order by k.due_at nulls last, k.kind
            """)
        .param("conversation", conversation)
        .query(
            (row, _) ->
                new Running(
                    ClockKind.of(row.getString("kind")),
                    Times.read(row, "since"),
                    new Target(Times.duration(row.getLong("length_us")), row.getBoolean("working")),
                    Times.readNullable(row, "due_at"),
                    row.getBoolean("missed")))
        .list();
  }

  private List<Became> became(UUID conversation) {
    return jdbc.sql(
            """
            select o.kind, o.result, o.reason, o.at, o.wall_us, o.working_us
              from sla.outcome o
             where o.conversation_id = :conversation
             order by o.id desc
             limit 20
            """)
        .param("conversation", conversation)
        .query(
            (row, _) ->
                new Became(
                    ClockKind.of(row.getString("kind")),
                    row.getString("result"),
                    row.getString("reason"),
                    Times.read(row, "at"),
                    Times.duration(row.getLong("wall_us")),
                    Times.duration(row.getLong("working_us"))))
        .list();
  }

  private List<Told> told(ConversationRow row) {
    var told = new ArrayList<Told>();
    for (var one : escalations.since(row.id(), Times.now(clock).minus(REMEMBERED))) {
      told.add(
          new Told(
              one.kind(),
              one.who(),
              one.minutes(),
              one.skipped().stream()
                  .flatMap(away -> staff.member(away).stream())
                  .map(Member::name)
                  .toList(),
              one.handedTo(),
              one.due(),
              one.at()));
    }
    return told;
  }
}
