package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.live.Live;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who looks at a conversation right now, and who writes in it. Pages say so again and again;
/// whoever falls silent is gone. Nothing of it is kept.
@Service
@Transactional
public class Presences {

  /// Whoever has said nothing for so long is gone.
  public static final Duration SILENCE = Duration.ofSeconds(30);

  /// As many conversations as a list shows.
  private static final int MOST = 50;

  private final Conversations conversations;
  private final Live live;
  private final JdbcClient jdbc;
  private final Clock clock;

  Presences(Conversations conversations, Live live, JdbcClient jdbc, Clock clock) {
    this.conversations = conversations;
    this.live = live;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Somebody who is there.
  public record Present(MemberId member, boolean writing) {}

  /// The viewer is there. Others are told only when that is news.
  ///
  /// @throws ConversationNotFound
  public void here(Viewer viewer, long no, boolean writing) {
    var c = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    var now = Times.now(clock);
    boolean known =
        jdbc.sql(
                """
                insert into inbox.presence as p (conversation_id, member_id, writing, seen_at)
                values (:conversation, :member, :writing, :now)
                on conflict (conversation_id, member_id) do update
                   set writing = excluded.writing, seen_at = excluded.seen_at
                returning old.seen_at > :since and old.writing = :writing
                """)
            .param("conversation", c.id().id())
            .param("member", viewer.id().id())
            .param("writing", writing)
            .param("now", Times.bound(now))
            .param("since", Times.bound(now.minus(SILENCE)))
            .query((row, _) -> row.getBoolean(1))
            .single();
    if (known) return;
    forgetSilent(viewer, now);
    tell(c.no());
  }

  /// Elsewhere the viewer may have gone without a word.
  private void forgetSilent(Viewer viewer, Instant now) {
    jdbc.sql("delete from inbox.presence where member_id = :member and seen_at <= :before")
        .param("member", viewer.id().id())
        .param("before", Times.bound(now.minus(SILENCE)))
        .update();
  }

  /// The viewer has gone.
  public void gone(Viewer viewer, long no) {
    boolean was =
        jdbc.sql(
                    """
                    delete from inbox.presence p
                     using inbox.conversation c
                     where c.id = p.conversation_id
                       and c.no = :no
                       and p.member_id = :member
                    """)
                .param("no", no)
                .param("member", viewer.id().id())
                .update()
            == 1;
    if (was) tell(no);
  }

  private void tell(long no) {
    live.changed(PresenceGate.TOPIC, Long.toString(no), clock.millis());
  }

  /// Who is at these conversations besides the viewer; those who write come first.
  ///
  /// @param numbers what the viewer may not see, and what is behind the first fifty, is left out
  @Transactional(readOnly = true)
  public Map<Long, List<Present>> at(Viewer viewer, Collection<Long> numbers) {
    var present = new HashMap<Long, List<Present>>();
    jdbc.sql(
            """
            select c.no, p.member_id, p.writing
              from inbox.visible_to(:viewer) c
              join inbox.presence p on p.conversation_id = c.id
             where c.no = any (:numbers)
               and p.member_id <> :viewer
               and p.seen_at > :since
             order by p.writing desc, p.member_id
            """)
        .param("viewer", viewer.id().id())
        .param("numbers", numbers.stream().limit(MOST).toArray(Long[]::new))
        .param("since", Times.bound(Times.now(clock).minus(SILENCE)))
        .query(
            row -> {
              present
                  .computeIfAbsent(row.getLong("no"), _ -> new ArrayList<>())
                  .add(
                      new Present(
                          new MemberId(row.getObject("member_id", UUID.class)),
                          row.getBoolean("writing")));
            });
    return present;
  }
}
