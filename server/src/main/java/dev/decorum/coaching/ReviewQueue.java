package dev.decorum.coaching;

import dev.decorum.database.Pending;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.OwnWords;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/// Writes down, in the transaction that sends a message, that it is to be reviewed: however late
/// that transaction ends, none is passed by.
@Component
class ReviewQueue implements OwnWords {

  private final Pending pending;

  ReviewQueue(Pending pending) {
    this.pending = pending;
  }

  @Override
  public void written(Written words) {
    var team = words.in().team();
    pending
        .sql(
            """
            insert into coaching.message (
              interaction_id, member_id, team_id, kind, channel, at, due_at, aside)
            values (:id, :member, :team, :kind, :channel, :at, :due, :aside)
            """)
        .param("id", words.id().id())
        .param("member", words.author().id())
        .param("team", team == null ? null : team.id())
        .param("kind", words.kind().word())
        .param("channel", words.channel().word())
        .param("at", bound(words.at()))
        // Until then its author may take it back.
        .param("due", bound(words.at().plus(Inbox.UNDO)))
        .param("aside", words.aside().toArray(String[]::new))
        .add();
  }

  static OffsetDateTime bound(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
