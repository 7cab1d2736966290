package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a [Change] makes of conversations: the rules, without saving anything. What the rules need
/// to know is asked for all of them at once.
@Component
class Changing {

  private static final int MOST_TAGS = 20;
  private static final int LONGEST_TAG = 50;

  private final Interactions interactions;
  private final Staff staff;
  private final JdbcClient jdbc;
  private final Clock clock;

  Changing(Interactions interactions, Staff staff, JdbcClient jdbc, Clock clock) {
    this.interactions = interactions;
    this.staff = staff;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// @throws MessageRefused when it cannot be
  /// @throws AlreadyAssigned when a colleague took it first
  Conversation apply(Viewer viewer, Conversation c, Change change) {
    return apply(viewer, c, change, facts(List.of(c), change));
  }

  /// The same for many. Those that cannot be changed so are left out.
  ///
  /// @throws MessageRefused when it can be of none of them
  Map<Conversation, Conversation> apply(Viewer viewer, List<Conversation> all, Change change) {
    var facts = facts(all, change);
    var changed = new LinkedHashMap<Conversation, Conversation>();
    MessageRefused first = null;
    for (var c : all) {
      try {
        changed.put(c, apply(viewer, c, change, facts));
      } catch (MessageRefused refused) {
        first = refused;
      } catch (AlreadyAssigned taken) {
        // Its owner keeps it.
      }
    }
    if (changed.isEmpty() && first != null) throw first;
    return changed;
  }

  private Conversation apply(Viewer viewer, Conversation c, Change change, Facts facts) {
    return switch (change) {
      case Change.ToStatus(var status) -> c.standing(standing(c, status, facts));
      case Change.Snooze(var until) -> c.standing(c.standing().snooze(future(until)));
      case Change.Assign(var member) -> {
        if (member != null && (!facts.fit() || facts.hidden().contains(c.client().id()))) {
          throw new MessageRefused(Reason.UNFIT_ASSIGNEE);
        }
        yield c.assignee(member);
      }
      case Change.Take() -> {
        if (c.assignee() != null && !viewer.id().equals(c.assignee())) throw new AlreadyAssigned();
        yield c.assignee(viewer.id());
      }
      case Change.MoveTo(var team) -> {
        if (team != null && staff.team(team).isEmpty()) {
          throw new MessageRefused(Reason.NO_SUCH_TEAM);
        }
        yield c.team(team);
      }
      case Change.Tag(var tags) -> c.tags(cleaned(tags));
      case Change.AddTags(var tags) -> {
        var all = new HashSet<>(c.tags());
        all.addAll(cleaned(tags));
        yield c.tags(cleaned(all));
      }
      case Change.RemoveTags(var tags) -> {
        var fewer = new ArrayList<>(c.tags());
        fewer.removeAll(cleaned(tags));
        yield c.tags(fewer);
      }
      case Change.Prioritise(var priority) -> c.priority(priority);
      case Change.Trash _ -> c.deletedAt() == null ? c.trashed(Times.now(clock)) : c;
      case Change.Rename(var subject) -> {
        var line = Answering.subject(subject);
        if (line.isEmpty()) throw new MessageRefused(Reason.NO_SUBJECT);
        yield c.subject(line);
      }
    };
  }

  /// What the rules need to know beyond the conversations themselves.
  ///
  /// @param waiting since when clients wait whose conversation was resolved
  /// @param fit whether the member may be given conversations at all
  /// @param hidden clients the member may not see
  private record Facts(Map<ConversationId, Instant> waiting, boolean fit, Set<UUID> hidden) {}

  private Facts facts(List<Conversation> all, Change change) {
    return switch (change) {
      case Change.ToStatus(var status) when status == Status.OPEN ->
          new Facts(
              interactions.waitingSince(
                  all.stream()
                      .filter(c -> c.standing().status() == Status.RESOLVED)
                      .map(Conversation::id)
                      .toList()),
              true,
              Set.of());
      case Change.Assign(var member) when member != null ->
          new Facts(Map.of(), serves(member), hidden(member, all));
      default -> new Facts(Map.of(), true, Set.of());
    };
  }

  /// Resolving said that no answer was owed; whoever takes that back, owes it again.
  private static Standing standing(Conversation c, Status status, Facts facts) {
    var to = c.standing().to(status);
    boolean reopened = status == Status.OPEN && c.standing().status() == Status.RESOLVED;
    return reopened ? new Standing(to.status(), facts.waiting().get(c.id()), null) : to;
  }

  private Instant future(Instant until) {
    var now = Times.now(clock);
    if (!until.isAfter(now) || until.isAfter(now.plus(Duration.ofDays(3660)))) {
      throw new MessageRefused(Reason.PAST);
    }
    return until;
  }

  private boolean serves(MemberId member) {
    return staff.member(member).filter(Member::serves).isPresent();
  }

  private Set<UUID> hidden(MemberId member, List<Conversation> all) {
    return jdbc.sql(
            """
            select h as client
              from clients.hidden_from(:member) h
             where h = any (:clients)
            """)
        .param("member", member.id())
        .param("clients", all.stream().map(c -> c.client().id()).distinct().toArray(UUID[]::new))
        .query((row, _) -> row.getObject("client", UUID.class))
        .set();
  }

  private static List<String> cleaned(Collection<String> tags) {
    var cleaned =
        tags.stream()
            .map(tag -> tag.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
            .collect(Collectors.toCollection(TreeSet::new));
    boolean bad =
        cleaned.size() > MOST_TAGS
            || cleaned.stream().anyMatch(tag -> tag.isEmpty() || tag.length() > LONGEST_TAG);
    if (bad) throw new MessageRefused(Reason.BAD_TAGS);
    return List.copyOf(cleaned);
  }
}
