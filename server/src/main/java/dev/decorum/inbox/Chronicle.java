package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditedChange;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.Interactions.Happened;
import dev.decorum.live.Live;
import dev.decorum.staff.MemberId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Saves a changed conversation and tells of it: events in the thread, entries in the audit log,
/// and news to the pages that show it or list it.
@Component
class Chronicle {

  private final Conversations conversations;
  private final Interactions interactions;
  private final Clients clients;
  private final Audit audit;
  private final Live live;
  private final Notices notices;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Chronicle(
      Conversations conversations,
      Interactions interactions,
      Clients clients,
      Audit audit,
      Live live,
      Notices notices,
      ApplicationEventPublisher events,
      Clock clock) {
    this.conversations = conversations;
    this.interactions = interactions;
    this.clients = clients;
    this.audit = audit;
    this.live = live;
    this.notices = notices;
    this.events = events;
    this.clock = clock;
  }

  /// @param opening what it is called if the conversation becomes open
  /// @return the new version
  int save(Actor actor, Conversation before, Conversation after, What opening) {
    var member =
        actor.kind() == Actor.Kind.MEMBER && actor.id() != null ? new MemberId(actor.id()) : null;
    if (!before.subject().equals(after.subject())) conversations.rename(after);
    int version = conversations.save(after);
    for (var happening : Happening.between(before, after, opening)) {
      interactions.add(after, member, happening);
      changed(actor, after, happening.what().word(), facts(happening));
    }
    var assignee = after.assignee();
    if (assignee != null && !assignee.equals(before.assignee())) {
      notices.tell(NoticeEvent.ASSIGNED, assignee, after.id(), member);
    }
    tell(before, after, version);
    stands(List.of(after));
    clients.contacted(after.client());
    return version;
  }

  /// Saves what says nothing to anybody: a conversation that is laid aside, or taken up again.
  void saveQuietly(Conversation before, Conversation after) {
    tell(before, after, conversations.save(after));
    stands(List.of(after));
  }

  /// The same for many, with as many statements for a hundred as for one.
  ///
  /// @param changed each as it was with what it becomes
  /// @return the new versions
  Map<ConversationId, Integer> saveAll(
      MemberId member, Map<Conversation, Conversation> changed, Set<String> also) {
    var versions = conversations.saveAll(changed.values());
    var events = new ArrayList<Happened>();
    var entries = new ArrayList<AuditedChange>();
    changed.forEach(
        (before, after) -> {
          for (var happening : Happening.between(before, after, What.OPENED)) {
            events.add(new Happened(after, happening));
            entries.add(entry(after, happening.what().word(), facts(happening)));
          }
          also.forEach(what -> entries.add(entry(after, what, Map.of())));
        });
    interactions.addAll(member, events);
    audit.changed(Actor.member(member.id()), "conversation", entries);
    changed.forEach(
        (before, after) -> tell(before, after, Objects.requireNonNull(versions.get(after.id()))));
    stands(changed.values());
    clients
        .summaries(changed.values().stream().map(Conversation::client).distinct().toList())
        .values()
        .forEach(client -> clients.contacted(client.no()));
    return versions;
  }

  private static AuditedChange entry(Conversation c, String what, Map<String, String> facts) {
    return new AuditedChange("conversation." + what, c.id().id(), facts);
  }

  /// Records what a conversation's version does not show: that somebody wrote in it, say.
  void changed(Actor actor, Conversation c, String what, Map<String, String> facts) {
    audit.changed(actor, "conversation." + what, "conversation", c.id().id(), facts);
  }

  /// Something the system did that its version does not show.
  InteractionId happened(Conversation c, Happening happening) {
    var id = interactions.add(c, null, happening);
    changed(Actor.system(), c, happening.what().word(), Map.of());
    return id;
  }

  void opened(Conversation c) {
    tell(c, c, c.version());
    stands(List.of(c));
    clients.contacted(c.client());
  }

  /// @param client number of the client
  void opened(Conversation c, long client) {
    tell(c, c, c.version());
    stands(List.of(c));
    clients.contacted(client);
  }

  /// We said something to the client, and the conversation changes by that.
  void answered(Conversation c, Instant at) {
    events.publishEvent(new ClientAnswered(c.id(), at));
  }

  void removed(Conversation c) {
    events.publishEvent(new ConversationRemoved(c.id()));
  }

  private void stands(Collection<Conversation> changed) {
    events.publishEvent(
        new ConversationsChanged(changed.stream().map(ConversationState::of).toList()));
  }

  private void tell(Conversation before, Conversation after, int version) {
    live.changed(ConversationGate.TOPIC, Long.toString(after.no()), version);
    var queues = new LinkedHashSet<String>();
    Stream.of(before, after).map(Chronicle::queues).forEach(queues::addAll);
    long now = clock.millis();
    queues.forEach(queue -> live.changed(QueueGate.TOPIC, queue, now));
  }

  private static Set<String> queues(Conversation c) {
    var team = c.team();
    var assignee = c.assignee();
    var queues = new LinkedHashSet<String>();
    queues.add(team == null ? QueueGate.EVERYBODY : QueueGate.team(team));
    if (assignee != null) queues.add(QueueGate.member(assignee));
    return queues;
  }

  private static Map<String, String> facts(Happening happening) {
    var facts = new HashMap<String, String>();
    var member = happening.member();
    var team = happening.team();
    var until = happening.until();
    if (member != null) facts.put("member", member.id().toString());
    if (team != null) facts.put("team", team.id().toString());
    if (until != null) facts.put("until", until.toString());
    return facts;
  }
}
