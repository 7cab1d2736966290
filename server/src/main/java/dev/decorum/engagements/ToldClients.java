package dev.decorum.engagements;

import dev.decorum.database.Times;
import dev.decorum.engagements.EngagementChange.What;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.OwnWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes the message that is sent from the draft in which a report or a notice was begun for what
/// it is, in the transaction that sends it: the client knows now. Taken back, they do not.
///
/// Where nothing was said about a service in any conversation yet, that of this message is where
/// the next reports go.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ToldClients implements OwnWords {

  private final FollowUpSettings settings;
  private final JdbcClient jdbc;
  private final Clock clock;

  ToldClients(FollowUpSettings settings, JdbcClient jdbc, Clock clock) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Waiting(
      UUID id, boolean drafted, @Nullable ReportSchedule schedule, @Nullable Instant due) {}

  @Override
  public void written(Written words) {
    var draft = words.draft();
    if (words.kind() != Kind.MESSAGE || !words.toClient() || draft == null) return;
    var waiting =
        jdbc.sql(
                """
                select e.id, e.drafted and e.drafted_in = :draft as drafted, e.report_weeks, e.report_day, e.report_time,
                       e.report_due_at
                  from engagements.engagement e
                 where e.ended_at is null
                   and (e.conversation_id = :conversation
                        or e.conversation_id is null and e.client_id = :client)
                   and (e.drafted and e.drafted_in = :draft
                        or exists (
                              select
                                from engagements.milestone m
                               where m.engagement_id = e.id
                                 and m.noticed
                                 and m.noticed_in = :draft))
                   for update
                """)
            .param("draft", draft.id())
            .param("conversation", words.in().id().id())
            .param("client", words.in().client().id())
            .query((row, _) -> waiting(row))
            .list();
    for (var one : waiting) told(one, words, draft);
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    Integer weeks = row.getObject("report_weeks", Integer.class);
    return new Waiting(
        row.getObject("id", UUID.class),
        row.getBoolean("drafted"),
        weeks == null
            ? null
            : new ReportSchedule(
                weeks,
                DayOfWeek.of(row.getInt("report_day")),
                row.getObject("report_time", LocalTime.class)),
        Times.readNullable(row, "report_due_at"));
  }

  private void told(Waiting one, Written words, DraftId draft) {
    var now = Times.now(clock);
    var times = settings.times();
    jdbc.sql(
            """
            with told as (
              update engagements.milestone
                 set told_with = :message, known_before = known_on, late_before = late,
                     late = late or known_on < :today, known_on = due_on, noticed = false
               where engagement_id = :engagement
                 and noticed
                 and noticed_in = :draft
              returning id, known_before, due_on)
            insert into engagements.change (
              id, engagement_id, milestone_id, at, member_id, what, due_before, due_after, told,
              message_id)
            select uuidv7(), :engagement, t.id, :now, :by, 'told', t.known_before, t.due_on, true,
                   :message
              from told t
            """)
        .param("engagement", one.id())
        .param("draft", draft.id())
        .param("today", times.day(words.at()))
        .param("message", words.id().id())
        .param("now", Times.bound(now))
        .param("by", words.author().id())
        .update();
    if (one.drafted()) reported(one, words, now, times);
  }

  private void reported(Waiting one, Written words, Instant now, FollowUpTimes times) {
    var due =
        one.schedule() == null || one.due() == null
            ? null
            : one.schedule().next(one.due(), now, times);
    jdbc.sql(
            """
            update engagements.engagement
               set reported_with = :message, reported_before = reported_at,
                   due_before = report_due_at, reported_at = :now, report_due_at = :due,
                   drafted = false, version = version + 1,
                   conversation_id = coalesce(conversation_id, :conversation)
             where id = :id
            """)
        .param("id", one.id())
        .param("message", words.id().id())
        .param("conversation", words.in().id().id())
        .param("now", Times.bound(now))
        .param("due", due == null ? null : Times.bound(due))
        .update();
    jdbc.sql(
            """
            insert into engagements.change (
              id, engagement_id, at, member_id, what, message_id)
            values (uuidv7(), :engagement, :now, :by, :what, :message)
            """)
        .param("engagement", one.id())
        .param("now", Times.bound(now))
        .param("by", words.author().id())
        .param("what", What.REPORTED.word())
        .param("message", words.id().id())
        .update();
  }

  @Override
  public void takenBack(InteractionId message) {
    jdbc.sql(
            """
            update engagements.milestone
               set told_with = null, known_on = known_before, late = late_before, noticed = true
             where told_with = :message
            """)
        .param("message", message.id())
        .update();
    jdbc.sql(
            """
            update engagements.engagement
               set reported_with = null, reported_at = reported_before,
                   report_due_at = due_before, drafted = true, version = version + 1
             where reported_with = :message
            """)
        .param("message", message.id())
        .update();
    jdbc.sql("delete from engagements.change where message_id = :message")
        .param("message", message.id())
        .update();
  }
}
