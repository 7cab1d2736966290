package dev.decorum.sla;

import dev.decorum.database.DueWork;
import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationTimes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Does what is due about clocks: writes down what was missed, and takes the steps that a policy
/// asks for. Looks every second; each node does, and no two of them for one conversation.
@Component
@Profile("!command")
class DueClocks {

  private static final Duration LATER = Duration.ofMinutes(1);

  /// As many nodes find something to do side by side.
  private static final int NODES = 4;

  private final Policies policies;
  private final Book book;
  private final Escalations escalations;
  private final ConversationTimes times;
  private final Clock clock;
  private final DueWork<ConversationState> work;

  DueClocks(
      Policies policies,
      Book book,
      Escalations escalations,
      ConversationTimes times,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Clock clock) {
    this.policies = policies;
    this.book = book;
    this.escalations = escalations;
    this.times = times;
    this.clock = clock;
    this.work = new DueWork<>("A clock that is due", new Rows(), jdbc, transactions);
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
  void run() {
    work.run();
  }

  private final class Rows implements DueWork.Rows<ConversationState> {

    @Override
    public List<ConversationState> claim(int limit) {
      // Other nodes have the first of what is due: whoever comes later takes what is behind that.
      // A conversation that is just being changed is looked at with the next call.
      return times.lockSomeBySystem(book.due(limit * NODES), limit);
    }

    @Override
    public void act(ConversationState state) {
      actOnAll(List.of(state));
    }

    @Override
    public void actOnAll(List<ConversationState> states) {
      var matters = book.lock(states.stream().map(ConversationState::id).toList());
      var acts =
          states.stream()
              .flatMap(
                  state ->
                      Stream.ofNullable(matters.get(state.id()))
                          .flatMap(matter -> on(state, matter).stream()))
              .toList();
      book.save(acts.stream().map(Act::change).toList());
      for (var one : acts) {
        escalations.take(one.change().state(), one.change().policy(), one.taken());
      }
    }

    @Override
    public void putOff(ConversationState state) {
      book.putOff(state.id(), LATER);
    }
  }

  /// @param taken the steps whose time has come
  private record Act(Book.Change change, List<Escalations.Taken> taken) {}

  private Optional<Act> on(ConversationState state, Matter matter) {
    var now = Times.now(clock);
    var next = matter.next();
    // Another node may have been here between looking and locking.
    if (next == null || !next.isBefore(now)) return Optional.empty();
    var policy = policies.find(matter.policy()).orElse(null);
    var clocks = matter.clocks().on(new Event.Passed(now));
    var done = new EnumMap<ClockKind, Integer>(ClockKind.class);
    done.putAll(matter.stepsDone());
    var taken = new ArrayList<Escalations.Taken>();
    if (policy != null) {
      for (var one : clocks.running()) {
        int steps = done.getOrDefault(one.kind(), 0);
        while (steps < policy.steps().size()) {
          var step = policy.steps().get(steps);
          var at = one.runs() ? Plan.at(step, one, clocks.terms()) : null;
          if (at == null || !at.isBefore(now)) break;
          taken.add(new Escalations.Taken(one, step));
          steps++;
        }
        done.put(one.kind(), steps);
      }
    }
    return Optional.of(
        new Act(new Book.Change(matter, clocks, policy, matter.generation(), done, state), taken));
  }
}
