package dev.decorum.engagements;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.Times;
import dev.decorum.engagements.FollowUp.Occasion;
import dev.decorum.engagements.FollowUp.State;
import dev.decorum.engagements.FollowUpRefused.Reason;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.Inbox;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What somebody should come back to a client with.
///
/// All of it goes through `engagements.follow_ups_visible_to`: a follow-up is seen by whoever sees
/// its conversation. One that the viewer may not see is as unknown as one that does not exist.
@Service
@Transactional
public class FollowUps {

  public static final int LONGEST_REASON = 300;

  static final String REASON = "engagements.follow_up.reason";

  /// Whoever plans further ahead means a date in a calendar.
  private static final Duration FAR = Duration.ofDays(5 * 366);

  private final FollowUpRecords records;
  private final FollowUpSettings settings;
  private final Correspondence correspondence;
  private final Inbox inbox;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;

  FollowUps(
      FollowUpRecords records,
      FollowUpSettings settings,
      Correspondence correspondence,
      Inbox inbox,
      Vault vault,
      Audit audit,
      Clock clock) {
    this.records = records;
    this.settings = settings;
    this.correspondence = correspondence;
    this.inbox = inbox;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /// Those of a conversation that are not over, what is due first before the rest.
  ///
  /// @throws ConversationNotFound
  @Transactional(readOnly = true)
  public List<FollowUp> ofConversation(Viewer viewer, long no) {
    var conversation = correspondence.standing(viewer, no).id();
    return records.list(
        viewer,
        "f.conversation_id = :conversation and f.ended_at is null",
        Map.of("conversation", conversation.id()));
  }

  /// Those that are not over, what is due first before the rest.
  ///
  /// @param mine only the viewer's, and those that whoever of the viewer's teams does
  @Transactional(readOnly = true)
  public List<FollowUp> list(Viewer viewer, boolean mine) {
    return records.list(
        viewer,
        mine
            ? """
              f.ended_at is null
              and (f.owner_id = :viewer
                   or f.owner_id is null
                      and exists (
                            select
                              from inbox.conversation c
                             where c.id = f.conversation_id
                               and c.team_id in (select t from staff.teams_of(:viewer) t)))
              """
            : "f.ended_at is null",
        Map.of());
  }

  /// @throws FollowUpNotFound
  @Transactional(readOnly = true)
  public FollowUp get(Viewer viewer, long no) {
    return records.list(viewer, "f.no = :no", Map.of("no", no)).stream()
        .findFirst()
        .orElseThrow(FollowUpNotFound::new);
  }

  /// Plans to ask, on a day, whether what was resolved is solved. Whoever plans it does it.
  ///
  /// @throws ConversationNotFound
  /// @throws FollowUpRefused
  public void checkIn(Viewer viewer, long no, LocalDate day) {
    var conversation = correspondence.standing(viewer, no).id();
    if (!inbox.serves(viewer.id(), conversation)) throw new ConversationNotFound();
    var now = Times.now(clock);
    var times = settings.times();
    var opens = opens(times, day, now);
    if (runs(viewer, conversation, Occasion.CHECK_IN)) throw new FollowUpRefused(Reason.DOUBLED);
    records.add(
        Occasion.CHECK_IN,
        State.PLANNED,
        conversation,
        null,
        viewer.id(),
        opens,
        times.endOfDay(opens),
        viewer.id(),
        now);
    audit.changed(
        actor(viewer),
        "follow_up.planned",
        "conversation",
        conversation.id(),
        Map.of("kind", Occasion.CHECK_IN.word()));
  }

  private static Instant opens(FollowUpTimes times, LocalDate day, Instant now) {
    if (day.isBefore(times.day(now))) throw new FollowUpRefused(Reason.PAST_DAY);
    if (day.isAfter(times.day(now.plus(FAR)))) throw new FollowUpRefused(Reason.FAR_DAY);
    return times.opens(day);
  }

  /// Words for it are in this reply of the viewer's now.
  ///
  /// @throws FollowUpRefused
  public void drafted(Viewer viewer, long no, DraftId draft) {
    var one = running(viewer, no);
    if (one.state() == State.PLANNED) records.open(one, viewer.id(), one.dueAt());
    records.drafted(one, draft);
    audited(viewer, one, "drafted");
  }

  /// It is done, by whatever way.
  ///
  /// @throws FollowUpRefused
  public FollowUp done(Viewer viewer, long no) {
    var one = running(viewer, no);
    records.end(one, State.DONE, viewer.id(), null, null, Times.now(clock));
    audited(viewer, one, "done");
    return one;
  }

  /// It need not be done.
  ///
  /// @throws FollowUpRefused
  public FollowUp notNeeded(Viewer viewer, long no, String reason) {
    var words = reason.strip();
    if (words.isEmpty()) throw new FollowUpRefused(Reason.NO_REASON);
    if (words.length() > LONGEST_REASON) throw new FollowUpRefused(Reason.LONG_REASON);
    var one = running(viewer, no);
    var key = inbox.facts(one.conversationId()).orElseThrow(FollowUpNotFound::new).key();
    var sealed = vault.seal(key, REASON, one.id(), words);
    records.end(one, State.NOT_NEEDED, viewer.id(), sealed, null, Times.now(clock));
    audited(viewer, one, "not_needed");
    return one;
  }

  /// It was said to be over by mistake.
  ///
  /// @throws FollowUpRefused
  public FollowUp reopen(Viewer viewer, long no) {
    var one = locked(viewer, no);
    if (!one.state().ended()) throw new FollowUpRefused(Reason.NOT_OVER);
    if (one.occasion() != Occasion.RECAP && runs(viewer, one.conversationId(), one.occasion())) {
      throw new FollowUpRefused(Reason.DOUBLED);
    }
    records.reopen(one);
    audited(viewer, one, "reopened");
    return one;
  }

  /// Of each kind but summaries there is one at a time.
  private boolean runs(Viewer viewer, ConversationId conversation, Occasion occasion) {
    return !records
        .list(
            viewer,
            "f.conversation_id = :conversation and f.kind = :kind and f.ended_at is null",
            Map.of("conversation", conversation.id(), "kind", occasion.word()))
        .isEmpty();
  }

  /// It is done on another day.
  ///
  /// @throws FollowUpRefused
  public FollowUp later(Viewer viewer, long no, LocalDate day) {
    var one = running(viewer, no);
    var times = settings.times();
    var now = Times.now(clock);
    var opens = opens(times, day, now);
    records.plan(
        one, opens.isAfter(now) ? State.PLANNED : State.OPEN, opens, times.endOfDay(opens));
    audited(viewer, one, "moved");
    return one;
  }

  /// Somebody else does it.
  ///
  /// @throws FollowUpRefused when they may not see it, or do not work with clients
  public FollowUp give(Viewer viewer, long no, MemberId to) {
    var one = running(viewer, no);
    if (!inbox.serves(to, one.conversationId())) throw new FollowUpRefused(Reason.NO_SUCH_OWNER);
    records.owner(one, to);
    audited(viewer, one, "given");
    return one;
  }

  /// Takes what was due before then as done: of a past that is told and was never lived.
  public void settleBySystem(Collection<ConversationId> conversations, Instant before) {
    records.settle(conversations, before);
  }

  private FollowUp running(Viewer viewer, long no) {
    var one = locked(viewer, no);
    if (one.state().ended()) throw new FollowUpRefused(Reason.NOT_OPEN);
    return one;
  }

  private FollowUp locked(Viewer viewer, long no) {
    return records.lock(viewer, no).orElseThrow(FollowUpNotFound::new);
  }

  private void audited(Viewer viewer, FollowUp one, String what) {
    audit.changed(
        actor(viewer),
        "follow_up." + what,
        "follow_up",
        one.id(),
        Map.of("kind", one.occasion().word()));
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }
}
