package dev.decorum.sla;

import dev.decorum.inbox.ConversationTimes;
import dev.decorum.inbox.Inbox;
import dev.decorum.promises.AgreedTerms;
import dev.decorum.staff.Viewer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says of a conversation what its targets say about hours and lengths, where somebody promises
/// something in it.
@Component
class PromisedTerms implements AgreedTerms {

  private final Policies policies;
  private final Inbox inbox;
  private final ConversationTimes times;

  PromisedTerms(Policies policies, Inbox inbox, ConversationTimes times) {
    this.policies = policies;
    this.inbox = inbox;
    this.times = times;
  }

  @Override
  public Optional<Terms> of(Viewer viewer, long conversation) {
    if (policies.all().isEmpty()) return Optional.empty();
    return times
        .stateBySystem(inbox.row(viewer, conversation).id())
        .flatMap(policies.inForce()::of)
        .map(policy -> new Terms(policies.calendar(policy).work().time(), shortest(policy)));
  }

  private static @Nullable Duration shortest(Policy policy) {
    return policy.targets().values().stream()
        .filter(Target::working)
        .map(Target::length)
        .min(Duration::compareTo)
        .orElse(null);
  }
}
