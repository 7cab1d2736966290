package dev.decorum.sla;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Status;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says what would be due, and why, if a message came. It asks the policies as they are and changes
/// nothing.
@Service
public class Simulator {

  private static final UUID NOBODY = new UUID(0, 0);

  private final Policies policies;

  Simulator(Policies policies) {
    this.policies = policies;
  }

  /// A message that might come.
  ///
  /// @param client null: anybody
  public record Message(
      Instant at,
      Channel channel,
      Priority priority,
      @Nullable TeamId team,
      @Nullable ClientId client,
      List<String> tags) {

    public Message {
      tags = List.copyOf(tags);
    }
  }

  /// @param policy the one that counts
  /// @param due by kind; our next word counts from the message as if we answered it at once
  public record Answer(
      Policy policy, dev.decorum.hours.Calendar calendar, Map<ClockKind, Because> due) {}

  /// Empty where no policy is for it.
  public Optional<Answer> answer(Message message, Locale language) {
    var client = message.client();
    var state =
        new ConversationState(
            new ConversationId(NOBODY),
            client == null ? new ClientId(NOBODY) : client,
            message.channel(),
            Status.OPEN,
            message.at(),
            message.team(),
            null,
            message.tags(),
            message.priority(),
            false);
    return policies.inForce().of(state).map(policy -> answer(policy, message.at(), language));
  }

  private Answer answer(Policy policy, Instant at, Locale language) {
    var calendar = policies.calendar(policy);
    var due = new EnumMap<ClockKind, Because>(ClockKind.class);
    policy
        .targets()
        .forEach(
            (kind, target) -> due.put(kind, Because.of(at, target, calendar.work(), language)));
    return new Answer(policy, calendar, due);
  }
}
