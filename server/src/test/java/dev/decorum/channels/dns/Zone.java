package dev.decorum.channels.dns;

import dev.decorum.channels.dns.Question.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A piece of DNS for tests. Names that were not given do not exist; answers come at once, or
/// never.
public final class Zone implements NameServers {

  private final Map<Question, Reply> replies = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Queue<Question> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean away;

  public Zone text(String name, String... texts) {
    return known(Kind.TEXT, name, Duration.ofMinutes(5), texts);
  }

  public Zone known(Kind kind, String name, Duration valid, String... values) {
    replies.put(new Question(kind, name), new Reply.Known(List.of(values), valid));
    return this;
  }

  Zone failing(Kind kind, String name) {
    replies.put(new Question(kind, name), new Reply.Failed());
    return this;
  }

  /// Nobody answers for this domain and what is below it.
  public Zone silent(String domain) {
    silent.add(domain);
    return this;
  }

  /// Nobody answers anything.
  public void away(boolean now) {
    away = now;
  }

  /// How often this was asked for.
  long asked(String name) {
    return asked.stream().filter(question -> question.name().equals(name)).count();
  }

  public int asked() {
    return asked.size();
  }

  @Override
  public CompletionStage<Reply> ask(Question question) {
    asked.add(question);
    boolean none =
        away
            || silent.stream()
                .anyMatch(
                    name -> question.name().equals(name) || question.name().endsWith("." + name));
    return none
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(
            replies.getOrDefault(question, new Reply.Known(List.of(), Duration.ofMinutes(1))));
  }
}
