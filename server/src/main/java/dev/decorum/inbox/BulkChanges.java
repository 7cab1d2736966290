package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Changes many conversations at once, with as many statements for five hundred as for two.
///
/// What somebody else has changed since the list was shown stays as it is: a click on a list is no
/// answer to what was not in it.
@Service
@Transactional
public class BulkChanges {

  /// As many as are changed at once.
  public static final int MOST = 500;

  /// For how long that can be undone.
  static final Duration UNDO = Duration.ofMinutes(10);

  private static final TypeReference<List<Before>> STATES = new TypeReference<>() {};

  private final Conversations conversations;
  private final ConversationQueries queries;
  private final Changing changing;
  private final Chronicle chronicle;
  private final JsonMapper json;
  private final JdbcClient jdbc;
  private final Clock clock;

  BulkChanges(
      Conversations conversations,
      ConversationQueries queries,
      Changing changing,
      Chronicle chronicle,
      JsonMapper json,
      JdbcClient jdbc,
      Clock clock) {
    this.conversations = conversations;
    this.queries = queries;
    this.changing = changing;
    this.chronicle = chronicle;
    this.json = json;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// @param chosen what is behind the first [#MOST] is not looked at
  /// @throws MessageRefused when none of them can be so
  public BulkOutcome change(Viewer viewer, List<Chosen> chosen, Change change) {
    var versions = new LinkedHashMap<Long, @Nullable Integer>();
    chosen.stream().limit(MOST).forEach(one -> versions.put(one.no(), one.version()));
    return change(viewer, versions, change, chosen.size() > MOST);
  }

  /// The same for all of a list, as far as [#MOST] of it.
  ///
  /// @throws MessageRefused when none of them can be so
  public BulkOutcome changeAll(Viewer viewer, ConversationFilter list, Sort sort, Change change) {
    var numbers = queries.numbers(viewer, list, sort, MOST + 1);
    var versions = new LinkedHashMap<Long, @Nullable Integer>();
    numbers.stream().limit(MOST).forEach(no -> versions.put(no, null));
    return change(viewer, versions, change, numbers.size() > MOST);
  }

  private BulkOutcome change(
      Viewer viewer, Map<Long, @Nullable Integer> versions, Change change, boolean more) {
    if (change instanceof Change.Rename) {
      throw new IllegalArgumentException("Each conversation has a subject of its own");
    }
    var asSeen =
        conversations.lock(viewer, versions.keySet()).stream()
            .filter(c -> seen(versions.get(c.no()), c))
            .toList();
    var wanted = changing.apply(viewer, asSeen, change);
    var left = new TreeSet<>(versions.keySet());
    wanted.keySet().forEach(c -> left.remove(c.no()));
    int fine = wanted.size();
    var changed = new LinkedHashMap<>(wanted);
    changed.entrySet().removeIf(one -> one.getKey().equals(one.getValue()));
    if (changed.isEmpty()) return new BulkOutcome(null, fine, List.copyOf(left), more);
    var also = change instanceof Change.Trash(var spam) && spam ? Set.of("spam") : Set.<String>of();
    var now = chronicle.saveAll(viewer.id(), changed, also);
    return new BulkOutcome(remember(viewer, changed, now), fine, List.copyOf(left), more);
  }

  private static boolean seen(@Nullable Integer version, Conversation c) {
    return version == null || version == c.version();
  }

  /// Gives back how conversations stood, unless somebody has changed them since.
  ///
  /// @return empty `undo`; `changed` are back, `left` are not; nothing of both when it is too late
  public BulkOutcome undo(Viewer viewer, UUID id) {
    var states =
        jdbc.sql(
                """
                delete from inbox.bulk_change
                 where id = :id
                   and member_id = :member
                   and at > :since
                   and staff.serves_clients(:member)
                returning before
                """)
            .param("id", id)
            .param("member", viewer.id().id())
            .param("since", Times.bound(Times.now(clock).minus(UNDO)))
            .query((row, _) -> json.readValue(row.getString(1), STATES))
            .optional();
    if (states.isEmpty()) return new BulkOutcome(null, 0, List.of(), false);
    var before = new HashMap<ConversationId, Before>();
    states.get().forEach(state -> before.put(new ConversationId(state.id()), state));
    var back = new LinkedHashMap<Conversation, Conversation>();
    var left = new ArrayList<Long>();
    // Whoever gave conversations to another team sees them no longer, and may still take that back:
    // nobody has touched them.
    for (var c : conversations.lockBySystem(before.keySet())) {
      var state = before.get(c.id());
      if (state != null && state.version() == c.version()) back.put(c, state.of(c));
      else left.add(c.no());
    }
    if (!back.isEmpty()) chronicle.saveAll(viewer.id(), back, Set.of());
    return new BulkOutcome(null, back.size(), left, false);
  }

  private UUID remember(
      Viewer viewer,
      Map<Conversation, Conversation> changed,
      Map<ConversationId, Integer> versions) {
    jdbc.sql("delete from inbox.bulk_change where member_id = :member and at <= :before")
        .param("member", viewer.id().id())
        .param("before", Times.bound(Times.now(clock).minus(UNDO)))
        .update();
    var id = RowIds.next();
    var states =
        changed.keySet().stream()
            .map(c -> Before.of(c, versions.getOrDefault(c.id(), c.version())))
            .toList();
    jdbc.sql(
            """
            insert into inbox.bulk_change (id, member_id, at, before)
            values (:id, :member, :now, :before::jsonb)
            """)
        .param("id", id)
        .param("member", viewer.id().id())
        .param("now", Times.bound(Times.now(clock)))
        .param("before", json.writeValueAsString(states))
        .update();
    return id;
  }

  /// How a conversation stood.
  ///
  /// @param version the one it got by the change
  record Before(
      UUID id,
      int version,
      Status status,
      @Nullable Instant waitingSince,
      @Nullable Instant snoozedUntil,
      @Nullable UUID team,
      @Nullable UUID assignee,
      List<String> tags,
      Priority priority,
      @Nullable Instant deletedAt) {

    static Before of(Conversation c, int version) {
      var standing = c.standing();
      var team = c.team();
      var assignee = c.assignee();
      return new Before(
          c.id().id(),
          version,
          standing.status(),
          standing.waitingSince(),
          standing.snoozedUntil(),
          team == null ? null : team.id(),
          assignee == null ? null : assignee.id(),
          c.tags(),
          c.priority(),
          c.deletedAt());
    }

    Conversation of(Conversation c) {
      return c.standing(new Standing(status, waitingSince, snoozedUntil))
          .team(team == null ? null : new TeamId(team))
          .assignee(assignee == null ? null : new MemberId(assignee))
          .tags(tags)
          .priority(priority)
          .trashed(deletedAt);
    }
  }
}
