package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.database.Times;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.MergeRefused.Reason;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Makes one conversation of two, parts them again, and makes two of one.
///
/// What was said goes where its conversation goes; the absorbed conversation stays as an empty
/// place that stands for the survivor: whatever comes for it, by its number, a reply token or a
/// reference, comes to the survivor. Who takes part in either does not take part in the other by
/// that: an answer goes to whom it would have gone to.
@Service
@Transactional
public class ConversationMerges {

  private static final List<Status> MOST_PRESSING =
      List.of(Status.OPEN, Status.WAITING, Status.SNOOZED, Status.RESOLVED);

  private final Conversations conversations;
  private final Interactions interactions;
  private final Participants participants;
  private final Drafts drafts;
  private final Chronicle chronicle;
  private final ApplicationEventPublisher events;
  private final JsonMapper json;
  private final JdbcClient jdbc;
  private final Clock clock;

  ConversationMerges(
      Conversations conversations,
      Interactions interactions,
      Participants participants,
      Drafts drafts,
      Chronicle chronicle,
      ApplicationEventPublisher events,
      JsonMapper json,
      JdbcClient jdbc,
      Clock clock) {
    this.conversations = conversations;
    this.interactions = interactions;
    this.participants = participants;
    this.drafts = drafts;
    this.chronicle = chronicle;
    this.events = events;
    this.json = json;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// How both stood before. What was in it is opened by its own rules.
  record States(BulkChanges.Before survivor, BulkChanges.Before absorbed, Instant survivorLastAt) {}

  /// Brings another conversation of the same client into this one.
  ///
  /// @param other number of the one that goes up in it
  /// @throws ConversationNotFound
  /// @throws MergeRefused
  public void merge(Viewer viewer, long no, long other) {
    // Both at once and in their order, so that two who merge crosswise do not wait for each other.
    conversations.lock(viewer, List.of(no, other));
    var survivor = conversations.lock(viewer, no);
    var absorbed = conversations.lock(viewer, other);
    if (survivor.id().equals(absorbed.id())) throw new MergeRefused(Reason.SAME);
    if (!survivor.client().equals(absorbed.client())) throw new MergeRefused(Reason.OTHER_CLIENT);
    if (survivor.deletedAt() != null || absorbed.deletedAt() != null) {
      throw new MergeRefused(Reason.TRASHED);
    }
    var merge = RowIds.next();
    var before =
        new States(
            BulkChanges.Before.of(survivor, survivor.version() + 1),
            BulkChanges.Before.of(absorbed, absorbed.version() + 1),
            survivor.lastAt());
    var preview = newer(absorbed, survivor) ? conversations.previewOf(absorbed) : null;
    byte[] covered = preview == null ? null : conversations.coverPreview(survivor, preview);
    jdbc.sql(
            """
            insert into inbox.conversation_merge (
              id, survivor_id, absorbed_id, member_id, at, before, preview)
            values (:id, :survivor, :absorbed, :member, :now, :before::jsonb, :preview)
            """)
        .param("id", merge)
        .param("survivor", survivor.id().id())
        .param("absorbed", absorbed.id().id())
        .param("member", viewer.id().id())
        .param("now", Times.bound(Times.now(clock)))
        .param("before", json.writeValueAsString(before))
        .param("preview", covered)
        .update();
    remember(merge, absorbed);
    move(absorbed.id(), survivor.id(), merge);
    drafts.moveAll(absorbed, survivor);
    jdbc.sql("update inbox.conversation set merged_into = :survivor where id = :absorbed")
        .param("survivor", survivor.id().id())
        .param("absorbed", absorbed.id().id())
        .update();
    var actor = Actor.member(viewer.id().id());
    interactions.add(survivor, viewer.id(), Happening.of(What.MERGED, "" + absorbed.no()));
    chronicle.changed(actor, survivor, "merged", Map.of("absorbed", absorbed.id().id().toString()));
    events.publishEvent(new ConversationsMerged(survivor.id(), absorbed.id()));
    chronicle.save(actor, survivor, both(survivor, absorbed), What.OPENED);
    chronicle.saveQuietly(absorbed, resting(absorbed));
  }

  private static boolean newer(Conversation one, Conversation other) {
    return one.lastAt().isAfter(other.lastAt());
  }

  /// An absorbed conversation is in no list and is woken by nothing.
  private Conversation resting(Conversation c) {
    return c.standing(c.standing().to(Status.RESOLVED)).trashed(Times.now(clock));
  }

  /// The more pressing of both; whoever had one of them has both.
  private static Conversation both(Conversation survivor, Conversation absorbed) {
    var tags = new TreeSet<>(survivor.tags());
    tags.addAll(absorbed.tags());
    var urgent =
        Stream.of(survivor.priority(), absorbed.priority())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return survivor
        .standing(standing(survivor.standing(), absorbed.standing()))
        .assignee(survivor.assignee() == null ? absorbed.assignee() : survivor.assignee())
        .tags(List.copyOf(tags))
        .priority(urgent)
        .heard(absorbed.lastAt());
  }

  private static Standing standing(Standing one, Standing other) {
    var status =
        MOST_PRESSING.stream()
            .filter(s -> one.status() == s || other.status() == s)
            .findFirst()
            .orElseThrow();
    return new Standing(
        status,
        earlier(one.waitingSince(), other.waitingSince()),
        status == Status.SNOOZED ? earlier(one.snoozedUntil(), other.snoozedUntil()) : null);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// Parts what was merged. What was said since stays with the survivor; both stand as they stood,
  /// where nothing has happened since.
  ///
  /// @param other number of the one that had gone up in it
  /// @throws ConversationNotFound
  /// @throws MergeRefused
  public void part(Viewer viewer, long no, long other) {
    var survivor = conversations.lock(viewer, no);
    var merge =
        merged(
                "a.no = :other and m.survivor_id = :survivor",
                Map.of("other", other, "survivor", survivor.id().id()))
            .orElseThrow(() -> new MergeRefused(Reason.NOT_MERGED));
    part(Actor.member(viewer.id().id()), survivor, merge);
  }

  /// Parts a conversation whose client turned out to be another one.
  void partBySystem(ConversationId absorbed) {
    merged("m.absorbed_id = :absorbed", Map.of("absorbed", absorbed.id()))
        .ifPresent(
            merge ->
                conversations
                    .lockBySystem(List.of(new ConversationId(merge.survivor())))
                    .forEach(survivor -> part(Actor.system(), survivor, merge)));
  }

  private record Merged(
      UUID id, UUID survivor, UUID absorbed, States before, byte @Nullable [] preview) {}

  private Optional<Merged> merged(String condition, Map<String, Object> parameters) {
    return jdbc.sql(
            """
            select m.id, m.survivor_id, m.absorbed_id, m.before, m.preview
              from inbox.conversation_merge m
              join inbox.conversation a on a.id = m.absorbed_id
             where m.undone_at is null
               and %s
               for update
            """
                .formatted(condition))
        .params(parameters)
        .query(
            (row, _) ->
                new Merged(
                    row.getObject("id", UUID.class),
                    row.getObject("survivor_id", UUID.class),
                    row.getObject("absorbed_id", UUID.class),
                    json.readValue(row.getString("before"), States.class),
                    row.getBytes("preview")))
        .optional();
  }

  private void part(Actor actor, Conversation survivor, Merged merge) {
    var absorbed =
        conversations.lockBySystem(List.of(new ConversationId(merge.absorbed()))).getFirst();
    jdbc.sql("update inbox.conversation_merge set undone_at = :now where id = :id")
        .param("id", merge.id())
        .param("now", Times.bound(Times.now(clock)))
        .update();
    jdbc.sql("update inbox.conversation set merged_into = null where id = :id")
        .param("id", merge.absorbed())
        .update();
    drafts.moveBack(survivor, absorbed, merge.id());
    move(survivor.id(), absorbed.id(), merge.id());
    var states = merge.before();
    boolean untouched = survivor.version() == states.survivor().version();
    if (untouched && merge.preview() != null) conversations.previewBack(survivor, merge.preview());
    var left = untouched ? states.survivor().of(survivor) : survivor;
    var member =
        actor.kind() == Actor.Kind.MEMBER && actor.id() != null ? new MemberId(actor.id()) : null;
    interactions.add(survivor, member, Happening.of(What.PARTED, "" + absorbed.no()));
    chronicle.changed(actor, survivor, "parted", Map.of("absorbed", absorbed.id().id().toString()));
    events.publishEvent(new ConversationsParted(survivor.id(), absorbed.id()));
    chronicle.save(
        actor,
        survivor,
        left.spokenLast(interactions.lastAt(survivor).orElse(states.survivorLastAt())),
        What.OPENED);
    chronicle.saveQuietly(absorbed, states.absorbed().of(absorbed));
  }

  // --- splitting

  /// Makes a conversation of its own of what was said from a message on.
  ///
  /// @param from the first that goes along
  /// @param subject of the new one; blank: as it was
  /// @return number of the new one
  /// @throws ConversationNotFound
  /// @throws InteractionNotFound
  /// @throws MergeRefused when nothing would be left
  public long split(Viewer viewer, long no, InteractionId from, String subject) {
    var c = conversations.lock(viewer, no);
    if (c.deletedAt() != null) throw new MergeRefused(Reason.TRASHED);
    var moved = from(c, from);
    if (moved.isEmpty()) throw new InteractionNotFound();
    var line = Answering.subject(subject);
    var created = clock.instant();
    var fresh =
        conversations.insert(
            c.fresh(new ConversationId(RowIds.next()), line.isEmpty() ? c.subject() : line),
            c.id(),
            Times.now(clock),
            null);
    // Whoever took part still does, in both: an answer goes to whom it would have gone to.
    participants.copy(c, fresh);
    interactions.move(c.id(), fresh.id(), moved);
    if (interactions.lastAt(c).isEmpty()) {
      throw new MergeRefused(Reason.NOTHING_LEFT);
    }
    events.publishEvent(
        new ConversationSplit(
            c.id(),
            fresh.id(),
            moved,
            interactions.find(viewer, from).orElseThrow(InteractionNotFound::new).at(),
            interactions.waitingSince(c, null).orElse(null),
            interactions.waitingSince(fresh, null).orElse(null)));
    var actor = Actor.member(viewer.id().id());
    interactions.add(c, viewer.id(), Happening.of(What.SPLIT_OFF, "" + fresh.no()));
    interactions.add(fresh, viewer.id(), Happening.of(What.SPLIT_FROM, "" + c.no()));
    chronicle.changed(actor, c, "split", Map.of("into", fresh.id().id().toString()));
    chronicle.changed(actor, fresh, "opened", Map.of("from", c.id().id().toString()));
    for (var part : List.of(c, fresh)) {
      interactions.newestText(part).ifPresent(text -> conversations.preview(part, text));
      var last = interactions.lastAt(part).orElse(created);
      var standing =
          part.standing().status() == Status.RESOLVED
              ? part.standing()
              : new Standing(
                  part.standing().status(),
                  interactions.waitingSince(part, null).orElse(null),
                  part.standing().snoozedUntil());
      chronicle.save(actor, part, part.standing(standing).spokenLast(last), What.OPENED);
    }
    return fresh.no();
  }

  private List<InteractionId> from(Conversation c, InteractionId first) {
    return jdbc.sql(
            """
            select i.id
              from inbox.interaction f
              join inbox.interaction i on i.conversation_id = f.conversation_id
             where f.id = :first
               and f.conversation_id = :conversation
               and (i.at, i.id) >= (f.at, f.id)
               and i.kind <> 'event'
            """)
        .param("first", first.id())
        .param("conversation", c.id().id())
        .query((row, _) -> new InteractionId(row.getObject("id", UUID.class)))
        .list();
  }

  // --- rows

  private void remember(UUID merge, Conversation absorbed) {
    jdbc.sql(
            """
            insert into inbox.conversation_move (merge_id, interaction_id)
            select :merge, i.id
              from inbox.interaction i
             where i.conversation_id = :absorbed
            """)
        .param("merge", merge)
        .param("absorbed", absorbed.id().id())
        .update();
    jdbc.sql(
            """
            insert into inbox.conversation_move (merge_id, draft_id)
            select :merge, d.id
              from inbox.draft d
             where d.conversation_id = :absorbed
            """)
        .param("merge", merge)
        .param("absorbed", absorbed.id().id())
        .update();
  }

  private void move(ConversationId from, ConversationId to, UUID merge) {
    var moved =
        jdbc.sql(
                """
                select m.interaction_id
                  from inbox.conversation_move m
                 where m.merge_id = :merge
                   and m.interaction_id is not null
                """)
            .param("merge", merge)
            .query((row, _) -> new InteractionId(row.getObject(1, UUID.class)))
            .list();
    interactions.move(from, to, moved);
  }
}
