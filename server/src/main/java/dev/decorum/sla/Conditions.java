package dev.decorum.sla;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.Priority;
import dev.decorum.staff.TeamId;
import java.util.Collections;
import java.util.Set;

/// Which conversations a policy is for. Of each set that is not empty one must be true; of `tags`
/// all, of `withoutTags` none.
public record Conditions(
    Set<Channel> channels,
    Set<TeamId> teams,
    Set<Priority> priorities,
    Set<ClientId> clients,
    Set<String> tags,
    Set<String> withoutTags) {

  public static final Conditions NONE =
      new Conditions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public Conditions {
    channels = Set.copyOf(channels);
    teams = Set.copyOf(teams);
    priorities = Set.copyOf(priorities);
    clients = Set.copyOf(clients);
    tags = Set.copyOf(tags);
    withoutTags = Set.copyOf(withoutTags);
  }

  boolean hold(ConversationState of) {
    var team = of.team();
    return (channels.isEmpty() || channels.contains(of.channel()))
        && (teams.isEmpty() || team != null && teams.contains(team))
        && (priorities.isEmpty() || priorities.contains(of.priority()))
        && (clients.isEmpty() || clients.contains(of.client()))
        && of.tags().containsAll(tags)
        && Collections.disjoint(of.tags(), withoutTags);
  }

  /// Whether no conversation can be so.
  boolean contradict() {
    return !Collections.disjoint(tags, withoutTags);
  }

  /// Whether these hold wherever the others do.
  boolean cover(Conditions others) {
    return wider(channels, others.channels)
        && wider(teams, others.teams)
        && wider(priorities, others.priorities)
        && wider(clients, others.clients)
        && others.tags.containsAll(tags)
        && others.withoutTags.containsAll(withoutTags);
  }

  private static <T> boolean wider(Set<T> one, Set<T> other) {
    return one.isEmpty() || !other.isEmpty() && one.containsAll(other);
  }
}
