package dev.decorum.engagements;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.database.Times;
import dev.decorum.engagements.Engagement.State;
import dev.decorum.engagements.EngagementChange.What;
import dev.decorum.engagements.EngagementRefused.Reason;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.DraftId;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Services under way for clients: their milestones, and how clients are kept informed.
///
/// All of it goes through `engagements.visible_to`: a service is seen by whoever sees its client
/// and the conversation that its reports go into. One that the viewer may not see is as unknown as
/// one that does not exist.
@Service
@Transactional
public class Engagements {

  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_REASON = 500;

  private static final int MOST_MILESTONES = 100;
  private static final int FAR_YEARS = 10;

  private final EngagementRecords records;
  private final FollowUpSettings settings;
  private final Clients clients;
  private final Correspondence correspondence;
  private final Staff staff;
  private final Audit audit;
  private final Clock clock;

  Engagements(
      EngagementRecords records,
      FollowUpSettings settings,
      Clients clients,
      Correspondence correspondence,
      Staff staff,
      Audit audit,
      Clock clock) {
    this.records = records;
    this.settings = settings;
    this.clients = clients;
    this.correspondence = correspondence;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
  }

  // --- reading

  /// Those under way first, by when the client is told next; at most two hundred.
  ///
  /// @param mine only those the viewer has
  @Transactional(readOnly = true)
  public List<Engagement> list(Viewer viewer, boolean mine) {
    return mine
        ? records.list(viewer, "e.owner_id = :owner", Map.of("owner", viewer.id().id()))
        : records.list(viewer, "true", Map.of());
  }

  /// @throws ClientNotFound
  @Transactional(readOnly = true)
  public List<Engagement> ofClient(Viewer viewer, long clientNo) {
    var client = clients.get(viewer, clientNo).id();
    return records.list(viewer, "e.client_id = :client", Map.of("client", client.id()));
  }

  /// @throws EngagementNotFound
  @Transactional(readOnly = true)
  public Engagement get(Viewer viewer, long no) {
    var found = records.find(viewer, no).orElseThrow(EngagementNotFound::new);
    audit.read(actor(viewer), "engagement", found.id());
    return found;
  }

  /// What happened to it, the oldest first.
  @Transactional(readOnly = true)
  public List<EngagementChange> history(Viewer viewer, long no) {
    return records.history(get(viewer, no).id(), Instant.EPOCH);
  }

  /// What happened since the client was last told.
  @Transactional(readOnly = true)
  public List<EngagementChange> sinceReport(Viewer viewer, long no) {
    var one = get(viewer, no);
    return records.history(one.id(), one.reportedAt());
  }

  /// What day it is where the organisation works.
  public LocalDate today() {
    return settings.times().day(clock.instant());
  }

  // --- the service

  /// @return its number
  /// @throws ClientNotFound
  /// @throws EngagementRefused
  public long begin(Viewer viewer, long clientNo, NewEngagement wanted) {
    var client = clients.getToServe(viewer, clientNo);
    var made = checked(wanted);
    var conversation = conversation(viewer, made, client.id());
    var now = Times.now(clock);
    var schedule = made.schedule();
    long no =
        records.insert(
            RowIds.next(),
            client.id(),
            clients.keyOf(client.id()),
            made,
            conversation,
            schedule == null ? null : schedule.first(now, settings.times()),
            viewer.id(),
            now);
    fit(made.owner(), no);
    var one = records.find(viewer, no).orElseThrow(EngagementNotFound::new);
    happened(viewer, one, What.BEGUN, null, null, null, null, now);
    return no;
  }

  /// Describes it anew. Another schedule begins with the next such day.
  ///
  /// @throws EngagementRefused
  public void change(Viewer viewer, long no, NewEngagement wanted) {
    var one = running(viewer, no);
    var client = one.client().id();
    var made = checked(wanted);
    var conversation = conversation(viewer, made, client);
    var now = Times.now(clock);
    var schedule = made.schedule();
    var due =
        Objects.equals(schedule, one.schedule()) || schedule == null
            ? (schedule == null ? null : one.reportDue())
            : schedule.first(now, settings.times());
    records.describe(one, made, conversation, one.state() == State.PAUSED ? null : due);
    fit(made.owner(), no);
    happened(viewer, one, What.CHANGED, null, null, null, null, now);
  }

  private static NewEngagement checked(NewEngagement wanted) {
    var title = wanted.title().strip();
    if (title.isEmpty()) throw new EngagementRefused(Reason.NO_TITLE);
    if (title.length() > LONGEST_NAME) throw new EngagementRefused(Reason.LONG_TITLE);
    return new NewEngagement(title, wanted.owner(), wanted.conversation(), wanted.schedule());
  }

  /// Whoever has something to do for a client has to see what it is about.
  private void fit(MemberId owner, long no) {
    boolean serves = staff.member(owner).filter(Member::serves).isPresent();
    if (!serves || !records.sees(owner, no)) throw new EngagementRefused(Reason.UNFIT_OWNER);
  }

  private @Nullable ConversationId conversation(
      Viewer viewer, NewEngagement made, ClientId client) {
    var no = made.conversation();
    if (no == null) return null;
    try {
      var standing = correspondence.standing(viewer, no);
      if (standing.client().equals(client)) return standing.id();
    } catch (ConversationNotFound unknown) {
      // Said below in the same words as of one of another client.
    }
    throw new EngagementRefused(Reason.NO_SUCH_CONVERSATION);
  }

  /// @throws EngagementRefused when it is over already
  public void to(Viewer viewer, long no, State state) {
    var one = locked(viewer, no);
    if (one.state() == state) return;
    var now = Times.now(clock);
    var schedule = one.schedule();
    var due =
        state == State.UNDER_WAY && schedule != null ? schedule.first(now, settings.times()) : null;
    records.state(one, state, due, state.ended() ? now : null);
    var what =
        switch (state) {
          case UNDER_WAY -> What.RESUMED;
          case PAUSED -> What.PAUSED;
          case DONE -> What.FINISHED;
          case STOPPED -> What.STOPPED;
        };
    happened(viewer, one, what, null, null, null, null, now);
  }

  // --- milestones

  /// @throws EngagementRefused
  public void add(Viewer viewer, long no, String name, MemberId owner, LocalDate due) {
    var one = running(viewer, no);
    var words = name.strip();
    if (words.isEmpty()) throw new EngagementRefused(Reason.NO_NAME);
    if (words.length() > LONGEST_NAME) throw new EngagementRefused(Reason.LONG_NAME);
    if (one.milestones().size() >= MOST_MILESTONES) throw new EngagementRefused(Reason.TOO_MANY);
    fit(owner, no);
    near(due);
    var milestone = Milestone.planned(RowIds.next(), words, owner, due);
    var now = Times.now(clock);
    records.add(one, milestone, now);
    happened(viewer, one, What.ADDED, null, milestone, null, null, now);
  }

  public void start(Viewer viewer, long no, long milestone) {
    change(viewer, no, milestone, What.STARTED, null, Milestone.State.UNDER_WAY);
  }

  public void done(Viewer viewer, long no, long milestone) {
    change(viewer, no, milestone, What.DONE, null, Milestone.State.DONE);
  }

  public void reopen(Viewer viewer, long no, long milestone) {
    change(viewer, no, milestone, What.REOPENED, null, Milestone.State.UNDER_WAY);
  }

  /// It is not done.
  ///
  /// @throws EngagementRefused without a reason
  public void drop(Viewer viewer, long no, long milestone, String reason) {
    change(viewer, no, milestone, What.DROPPED, reason(reason), Milestone.State.DROPPED);
  }

  private void change(
      Viewer viewer,
      long no,
      long milestone,
      What what,
      @Nullable String reason,
      Milestone.State to) {
    save(viewer, no, milestone, what, null, reason, one -> one.to(to, today()));
  }

  /// It is done on another day.
  ///
  /// @param told whether the client knows
  /// @throws EngagementRefused without a reason
  public void move(
      Viewer viewer, long no, long milestone, LocalDate to, String reason, boolean told) {
    near(to);
    var why = reason(reason);
    save(viewer, no, milestone, What.MOVED, told, why, one -> one.moved(to, told, today()));
  }

  /// The client has been told of its day.
  public void told(Viewer viewer, long no, long milestone) {
    save(viewer, no, milestone, What.TOLD, true, null, one -> one.told(today()));
  }

  /// @throws EngagementRefused when they do not work with this client
  public void give(Viewer viewer, long no, long milestone, MemberId to) {
    get(viewer, no);
    fit(to, no);
    save(viewer, no, milestone, What.GIVEN, null, null, one -> one.given(to));
  }

  private void save(
      Viewer viewer,
      long no,
      long milestone,
      What what,
      @Nullable Boolean told,
      @Nullable String reason,
      UnaryOperator<Milestone> change) {
    var one = running(viewer, no);
    var before =
        one.milestones().stream()
            .filter(each -> each.no() == milestone)
            .findFirst()
            .orElseThrow(EngagementNotFound::new);
    if (before.state().ended() && what != What.REOPENED) throw new EngagementRefused(Reason.OVER);
    var after = change.apply(before);
    records.save(after);
    happened(viewer, one, what, before, after, told, reason, Times.now(clock));
  }

  private void near(LocalDate day) {
    var today = today();
    if (day.isBefore(today) || day.isAfter(today.plusYears(FAR_YEARS))) {
      throw new EngagementRefused(Reason.FAR_DAY);
    }
  }

  private static String reason(String typed) {
    var words = typed.strip();
    if (words.isEmpty()) throw new EngagementRefused(Reason.NO_REASON);
    if (words.length() > LONGEST_REASON) throw new EngagementRefused(Reason.LONG_REASON);
    return words;
  }

  // --- telling the client

  /// Words for the report are in a message of the viewer now, with all days that moved.
  ///
  /// @throws EngagementRefused
  public void reportDrafted(Viewer viewer, long no, DraftId draft) {
    var one = running(viewer, no);
    records.reportDrafted(one, draft);
    noticed(one, draft);
  }

  /// Words about the days that are not kept are in this message of the viewer now.
  ///
  /// @throws EngagementRefused when all are
  public void noticeDrafted(Viewer viewer, long no, DraftId draft) {
    noticed(running(viewer, no), draft);
  }

  private void noticed(Engagement one, DraftId draft) {
    one.slipping(today()).forEach(milestone -> records.save(milestone.mentioned()));
    records.noticedIn(one, draft);
  }

  /// There is no report this time.
  ///
  /// @throws EngagementRefused without a reason
  public void skipReport(Viewer viewer, long no, String reason) {
    var why = reason(reason);
    var one = running(viewer, no);
    var now = Times.now(clock);
    records.reportDue(one, after(one, now));
    happened(viewer, one, What.REPORT_SKIPPED, null, null, null, why, now);
  }

  private @Nullable Instant after(Engagement one, Instant now) {
    var schedule = one.schedule();
    var due = one.reportDue();
    return schedule == null || due == null ? null : schedule.next(due, now, settings.times());
  }

  private Engagement running(Viewer viewer, long no) {
    var one = locked(viewer, no);
    if (one.state().ended()) throw new EngagementRefused(Reason.OVER);
    return one;
  }

  private Engagement locked(Viewer viewer, long no) {
    return records.lock(viewer, no).orElseThrow(EngagementNotFound::new);
  }

  private void happened(
      Viewer viewer,
      Engagement one,
      What what,
      @Nullable Milestone before,
      @Nullable Milestone after,
      @Nullable Boolean told,
      @Nullable String reason,
      Instant now) {
    records.happened(one, what, before, after, told, reason, viewer.id(), now);
    audit.changed(
        actor(viewer),
        "engagement." + what.word(),
        "engagement",
        one.id(),
        after == null ? Map.of() : Map.of("milestone", after.id().toString()));
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }
}
