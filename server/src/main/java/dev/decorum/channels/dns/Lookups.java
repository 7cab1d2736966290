package dev.decorum.channels.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.decorum.channels.dns.Question.Kind;
import dev.decorum.mail.auth.Resolver;
import dev.decorum.mail.auth.ResolverTrouble;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers of DNS, remembered. Who asks what is being asked already waits for the same answer.
public final class Lookups {

  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// Names whose servers fail or are silent hold up one mail, not all that follow.
  private static final Duration IN_TROUBLE = Duration.ofSeconds(15);

  /// Whoever has not answered by then is silent.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /// In characters, so that nobody can fill the memory with long records.
  private static final long MOST = 8_000_000;

  private final NameServers servers;
  private final Watch watch;
  private final AsyncCache<Question, Reply> remembered;

  public Lookups(NameServers servers, InstantSource clock) {
    this.servers = question -> inTime(servers.ask(question));
    this.watch = new Watch(this.servers, clock, this::forgetSilences);
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher(Lookups::weight)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfter(Expiry.creating((Question _, Reply reply) -> validity(reply)))
            .executor(Runnable::run)
            .buildAsync();
  }

  /// Waits for answers, all in all until then.
  ///
  /// @param end by [System#nanoTime()]
  public Resolver until(long end) {
    return new Asking() {
      @Override
      Reply answer(CompletableFuture<Reply> coming) {
        try {
          return coming.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
          return new Reply.Silence();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return new Reply.Silence();
        }
      }

      @Override
      CompletableFuture<Reply> coming(Question question) {
        return Lookups.this.ask(question);
      }
    };
  }

  /// Never waits.
  ///
  /// @return one that throws [NotKnownYet] for what would have to be asked
  public Resolver remembered() {
    return new Asking() {
      @Override
      Reply answer(CompletableFuture<Reply> coming) {
        if (!coming.isDone()) throw new NotKnownYet();
        return coming.resultNow();
      }

      @Override
      CompletableFuture<Reply> coming(Question question) {
        var known = remembered.getIfPresent(question);
        if (known != null) return known;
        if (watch.away()) return CompletableFuture.completedFuture(new Reply.Silence());
        throw new NotKnownYet();
      }
    };
  }

  private CompletableFuture<Reply> ask(Question question) {
    var known = remembered.getIfPresent(question);
    if (known != null) return known;
    if (watch.away()) return CompletableFuture.completedFuture(new Reply.Silence());
    return remembered.get(
        question, (asked, _) -> servers.ask(asked).thenApply(watch::heard).toCompletableFuture());
  }

  private static CompletionStage<Reply> inTime(CompletionStage<Reply> coming) {
    return coming
        .exceptionally(_ -> new Reply.Silence())
        .toCompletableFuture()
        .completeOnTimeout(new Reply.Silence(), ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void forgetSilences() {
    remembered.synchronous().asMap().values().removeIf(reply -> reply instanceof Reply.Silence);
  }

  private static int weight(Question question, Reply reply) {
    int values =
        reply instanceof Reply.Known known
            ? known.values().stream().mapToInt(value -> value.length() + 50).sum()
            : 0;
    return 200 + question.name().length() + values;
  }

  private static Duration validity(Reply reply) {
    return switch (reply) {
      case Reply.Known(_, var valid) ->
          valid.compareTo(SHORTEST) < 0 ? SHORTEST : valid.compareTo(LONGEST) > 0 ? LONGEST : valid;
      case Reply.Failed _, Reply.Silence _ -> IN_TROUBLE;
    };
  }

  private abstract static class Asking implements Resolver {

    abstract CompletableFuture<Reply> coming(Question question);

    abstract Reply answer(CompletableFuture<Reply> coming);

    private List<String> ask(Kind kind, String name) {
      return switch (answer(coming(new Question(kind, name)))) {
        case Reply.Known(var values, _) -> values;
        case Reply.Failed _ -> throw new ResolverTrouble("A server cannot tell.");
        case Reply.Silence _ -> throw new ResolverTrouble("Nobody answered in time.");
      };
    }

    @Override
    public List<String> text(String name) {
      return ask(Kind.TEXT, name);
    }

    @Override
    public List<InetAddress> addresses(String name, boolean version6) {
      return ask(version6 ? Kind.ADDRESSES_6 : Kind.ADDRESSES, name).stream()
          .map(InetAddress::ofLiteral)
          .toList();
    }

    @Override
    public List<String> mailHosts(String name) {
      return ask(Kind.MAIL_HOSTS, name);
    }

    @Override
    public List<String> names(InetAddress address) {
      return ask(Kind.NAMES, address.getHostAddress());
    }
  }
}
