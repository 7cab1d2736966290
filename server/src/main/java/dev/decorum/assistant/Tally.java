package dev.decorum.assistant;

import dev.decorum.assistant.AssistantRefused.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// How the questions of this node went since it started: numbers, never words.
@Component
public class Tally {

  private final LongAdder answered = new LongAdder();
  private final Map<Reason, LongAdder> refused = new ConcurrentHashMap<>();

  void answered() {
    answered.increment();
  }

  void refused(Reason reason) {
    refused.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  public long answers() {
    return answered.sum();
  }

  /// Why there was no answer, and how often; what never happened is left out.
  public Map<Reason, Long> refusals() {
    var counts = new EnumMap<Reason, Long>(Reason.class);
    refused.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }
}
