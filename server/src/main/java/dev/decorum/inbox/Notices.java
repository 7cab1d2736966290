package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.live.Live;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What members are told of, each with the reason why.
///
/// A notice names a conversation and says nothing of what was written in it. Whoever may not see
/// the conversation any more does not see the notice either. The same thing is told once until the
/// member has been there.
@Service
@Transactional
public class Notices {

  private final JdbcClient jdbc;
  private final ConversationQueries queries;
  private final Live live;
  private final ObjectProvider<PushSwitch> push;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Notices(
      JdbcClient jdbc,
      ConversationQueries queries,
      Live live,
      ObjectProvider<PushSwitch> push,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.queries = queries;
    this.live = live;
    this.push = push;
    this.events = events;
    this.clock = clock;
  }

  // --- telling

  /// Tells a member, in the current transaction, unless they do not want to know.
  ///
  /// @param by who did it; nobody is told what they did themselves
  public void tell(
      NoticeEvent event, MemberId member, ConversationId conversation, @Nullable MemberId by) {
    if (!member.equals(by)) {
      insert(event, member, conversation.id());
    }
  }

  /// Tells the viewer that notices come.
  public void test(Viewer viewer) {
    insert(NoticeEvent.TEST, viewer.id(), null);
  }

  private void insert(NoticeEvent event, MemberId member, @Nullable UUID conversation) {
    var fresh =
        jdbc.sql(
                """
                insert into inbox.notice
                       (id, member_id, event, conversation_id, at, on_page, by_mail)
                select :id, :member, :event, :conversation::uuid, :now,
                       coalesce(c.on_page, true), coalesce(c.by_mail, :usually)
                  from (select) as one
                  left join inbox.notice_choice c on c.member_id = :member and c.event = :event
                 where coalesce(c.on_page, true)
                    or coalesce(c.by_mail, :usually)
                    or coalesce(c.by_push, :usually)
                    on conflict (member_id, event, conversation_id) where seen_at is null
                    do update set at = excluded.at
                returning xmax = 0
                """)
            .param("id", RowIds.next())
            .param("member", member.id())
            .param("event", event.word())
            .param("conversation", conversation)
            .param("now", Times.bound(Times.now(clock)))
            .param("usually", event.usuallyMailed())
            .query(Boolean.class)
            .optional();
    if (fresh.isEmpty()) return;
    live.changed(NoticeGate.TOPIC, member.id().toString(), clock.millis());
    if (fresh.get() && push.getIfAvailable(() -> () -> false).allowed()) push(event, member);
  }

  /// A browser that is told once needs not be told of the same again.
  private void push(NoticeEvent event, MemberId member) {
    boolean wanted =
        jdbc.sql(
                "select by_push from inbox.notice_choice where member_id = :member and event = :event")
            .param("member", member.id())
            .param("event", event.word())
            .query(Boolean.class)
            .optional()
            .orElse(event.usuallyMailed());
    var now = clock.instant();
    if (wanted && quiet(member).filter(hours -> hours.at(now)).isEmpty()) {
      events.publishEvent(new NoticeTold(member));
    }
  }

  // --- reading

  private record Row(UUID id, NoticeEvent event, Instant at, boolean seen) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("notice_id", UUID.class),
          NoticeEvent.of(row.getString("event")),
          Times.read(row, "told_at"),
          row.getObject("seen_at") != null);
    }
  }

  /// What the viewer was told of, the newest first.
  ///
  /// @param cursor where the page before ended; null: from the newest on
  @Transactional(readOnly = true)
  public Page<Notice> all(Viewer viewer, @Nullable Cursor cursor, int limit) {
    record Told(Row row, ConversationQueries.@Nullable Row conversation) {}
    var statement =
        jdbc.sql(
                """
                select n.id as notice_id, n.event, n.at as told_at, n.seen_at, %s
                  from inbox.notice n
                  left join inbox.visible_to(:viewer) c on c.id = n.conversation_id
                 where n.member_id = :viewer
                   and (n.conversation_id is null or c.id is not null)
                   %s
                 order by n.at desc, n.id desc
                 limit :limit
                """
                    .formatted(
                        ConversationQueries.COLUMNS,
                        cursor == null ? "" : "and (n.at, n.id) < (:at, :id)"))
            .param("viewer", viewer.id().id())
            .param("limit", limit + 1);
    if (cursor != null) {
      statement = statement.param("at", Times.bound(cursor.instant(0))).param("id", cursor.uuid(1));
    }
    List<Told> told =
        statement
            .query(
                (row, _) ->
                    new Told(
                        Row.of(row),
                        row.getObject("id") == null ? null : ConversationQueries.row(row)))
            .list();
    Page<Told> page = Page.of(told, limit, one -> Cursor.of(one.row().at(), one.row().id()));
    Map<ConversationId, ConversationRow> rows =
        queries
            .open(
                page.items().stream()
                    .flatMap(one -> Stream.ofNullable(one.conversation()))
                    .distinct()
                    .toList())
            .stream()
            .collect(Collectors.toMap(ConversationRow::id, row -> row, (one, _) -> one));
    return page.map(
        one ->
            new Notice(
                one.row().id(),
                one.row().event(),
                one.conversation() == null ? null : rows.get(one.conversation().id()),
                one.row().at(),
                one.row().seen()));
  }

  /// Something the viewer was told and has not looked at.
  public record Unseen(UUID id, NoticeEvent event, ConversationId conversation, Instant at) {}

  /// What the viewer has not looked at yet, the newest first; only which conversations it is about.
  @Transactional(readOnly = true)
  public List<Unseen> unseen(Viewer viewer, int limit) {
    return jdbc.sql(
            """
            select n.id, n.event, n.at, c.id as conversation_id
              from inbox.notice n
              join inbox.visible_to(:viewer) c on c.id = n.conversation_id
             where n.member_id = :viewer
               and n.seen_at is null
             order by n.at desc, n.id desc
             limit :limit
            """)
        .param("viewer", viewer.id().id())
        .param("limit", limit)
        .query(
            (row, _) ->
                new Unseen(
                    row.getObject("id", UUID.class),
                    NoticeEvent.of(row.getString("event")),
                    new ConversationId(row.getObject("conversation_id", UUID.class)),
                    Times.read(row, "at")))
        .list();
  }

  /// The newest one that the viewer wants to be told of on the page and has not seen; empty in
  /// quiet hours.
  @Transactional(readOnly = true)
  public Optional<Notice> latest(Viewer viewer) {
    QuietHours quiet = choices(viewer).quiet();
    if (quiet != null && quiet.at(clock.instant())) {
      return Optional.empty();
    }
    boolean any =
        jdbc.sql(
                """
                select exists (
                  select
                    from inbox.notice n
                   where n.member_id = :viewer
                     and n.seen_at is null
                     and n.on_page)
                """)
            .param("viewer", viewer.id().id())
            .query(Boolean.class)
            .single();
    return any
        ? all(viewer, null, 1).items().stream().filter(notice -> !notice.seen()).findFirst()
        : Optional.empty();
  }

  /// The viewer has been there.
  ///
  /// @return the number of the conversation; empty: it is a test, or nothing the viewer may see
  public Optional<Long> seen(Viewer viewer, UUID notice) {
    jdbc.sql(
            """
            update inbox.notice
               set seen_at = :now
             where id = :id
               and member_id = :viewer
               and seen_at is null
            """)
        .param("id", notice)
        .param("viewer", viewer.id().id())
        .param("now", Times.bound(Times.now(clock)))
        .update();
    return jdbc.sql(
            """
            select c.no
              from inbox.notice n
              join inbox.visible_to(:viewer) c on c.id = n.conversation_id
             where n.id = :id
               and n.member_id = :viewer
            """)
        .param("id", notice)
        .param("viewer", viewer.id().id())
        .query(Long.class)
        .optional();
  }

  public void allSeen(Viewer viewer) {
    jdbc.sql("update inbox.notice set seen_at = :now where member_id = :viewer and seen_at is null")
        .param("viewer", viewer.id().id())
        .param("now", Times.bound(Times.now(clock)))
        .update();
  }

  // --- choosing

  @Transactional(readOnly = true)
  public NoticeChoices choices(Viewer viewer) {
    var onPage = EnumSet.allOf(NoticeEvent.class);
    var byMail = EnumSet.noneOf(NoticeEvent.class);
    Stream.of(NoticeEvent.values()).filter(NoticeEvent::usuallyMailed).forEach(byMail::add);
    var byPush = EnumSet.copyOf(byMail);
    jdbc.sql(
            """
            select c.event, c.on_page, c.by_mail, c.by_push
              from inbox.notice_choice c
             where c.member_id = :viewer
            """)
        .param("viewer", viewer.id().id())
        .query(
            row -> {
              var event = NoticeEvent.of(row.getString("event"));
              if (!row.getBoolean("on_page")) onPage.remove(event);
              set(byMail, event, row.getBoolean("by_mail"));
              set(byPush, event, row.getBoolean("by_push"));
            });
    return new NoticeChoices(onPage, byMail, byPush, quiet(viewer.id()).orElse(null));
  }

  private static void set(Set<NoticeEvent> events, NoticeEvent event, boolean in) {
    if (in) {
      events.add(event);
    } else {
      events.remove(event);
    }
  }

  Optional<QuietHours> quiet(MemberId member) {
    return jdbc.sql(
            """
            select q.quiet_from, q.quiet_to, q.zone
              from inbox.notice_quiet q
             where q.member_id = :member
            """)
        .param("member", member.id())
        .query(
            (row, _) ->
                new QuietHours(
                    row.getObject("quiet_from", LocalTime.class),
                    row.getObject("quiet_to", LocalTime.class),
                    ZoneId.of(Objects.requireNonNull(row.getString("zone")))))
        .optional();
  }

  public void choose(Viewer viewer, NoticeChoices choices) {
    for (NoticeEvent event : NoticeEvent.choices()) {
      jdbc.sql(
              """
              insert into inbox.notice_choice (member_id, event, on_page, by_mail, by_push)
              values (:member, :event, :page, :mail, :push)
                  on conflict (member_id, event)
                  do update set on_page = excluded.on_page,
                                by_mail = excluded.by_mail,
                                by_push = excluded.by_push
              """)
          .param("member", viewer.id().id())
          .param("event", event.word())
          .param("page", choices.onPage().contains(event))
          .param("mail", choices.byMail().contains(event))
          .param("push", choices.byPush().contains(event))
          .update();
    }
    jdbc.sql("delete from inbox.notice_quiet where member_id = :member")
        .param("member", viewer.id().id())
        .update();
    QuietHours quiet = choices.quiet();
    if (quiet != null) {
      jdbc.sql(
              """
              insert into inbox.notice_quiet (member_id, quiet_from, quiet_to, zone)
              values (:member, :from, :to, :zone)
              """)
          .param("member", viewer.id().id())
          .param("from", quiet.from())
          .param("to", quiet.to())
          .param("zone", quiet.zone().getId())
          .update();
    }
  }
}
