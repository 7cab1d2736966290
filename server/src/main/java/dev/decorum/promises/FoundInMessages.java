package dev.decorum.promises;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.coach.Coach;
import dev.decorum.conduct.Commitment;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.OwnWords;
import dev.decorum.promises.PromiseChange.What;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Enters the promises of a message into the ledger, in the transaction that sends it: those that
/// its writer has not unticked. When the message is taken back they are gone as if never made; in
/// one that leaves later they are proposed until then.
@Component
class FoundInMessages implements OwnWords {

  private final Ledger ledger;
  private final Coach coach;
  private final Audit audit;
  private final JdbcClient jdbc;
  private final Clock clock;

  FoundInMessages(Ledger ledger, Coach coach, Audit audit, JdbcClient jdbc, Clock clock) {
    this.ledger = ledger;
    this.coach = coach;
    this.audit = audit;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void written(Written message) {
    if (message.kind() != Kind.MESSAGE || !message.toClient()) return;
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    coach
        .promises(
            message.by(),
            message.in(),
            message.text(),
            message.at().atZone(message.by().zone()),
            message.aside())
        .forEach(found -> enter(message, found, now));
  }

  private void enter(Written message, Commitment said, Instant now) {
    boolean later = message.at().isAfter(now);
    var words = said.text().strip();
    var one =
        Promise.given(
            RowIds.next(),
            message.in().client(),
            message.in().id(),
            message.id(),
            message.in().key(),
            words.length() > Promises.LONGEST_WORDS
                ? words.substring(0, Promises.LONGEST_WORDS)
                : words,
            message.author(),
            Due.of(said.due()),
            message.by().zone(),
            later ? PromiseState.PROPOSED : PromiseState.OPEN);
    one = ledger.seen(one).at(now);
    ledger.insert(one, true, message.author(), now, later ? message.at() : one.next(now));
    ledger.happened(one, one, What.MADE, message.author(), null, now);
    audit.changed(
        Actor.member(message.author().id()),
        "promise.made",
        "promise",
        one.id(),
        Map.of("state", one.state().word(), "message", message.id().id().toString()));
  }

  /// What somebody has written down by hand about the message stays.
  @Override
  public void takenBack(InteractionId message) {
    jdbc.sql("delete from promises.promise where interaction_id = :message and in_message")
        .param("message", message.id())
        .update();
    jdbc.sql(
            """
            update promises.promise
               set interaction_id = null
             where interaction_id = :message
            """)
        .param("message", message.id())
        .update();
    jdbc.sql(
            """
            update promises.promise
               set evidence_interaction_id = null
             where evidence_interaction_id = :message
            """)
        .param("message", message.id())
        .update();
  }
}
