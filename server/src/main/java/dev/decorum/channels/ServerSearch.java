package dev.decorum.channels;

import dev.decorum.channels.autoconfig.DomainServers;
import dev.decorum.channels.autoconfig.Providers;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.channels.dns.NameServers;
import dev.decorum.channels.dns.Question;
import dev.decorum.channels.dns.Question.Kind;
import dev.decorum.channels.dns.Reply;
import dev.decorum.clients.EmailAddress;
import dev.decorum.database.DecorumProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Finds the servers of a mailbox, so that nobody has to look them up in help pages.
@Service
public class ServerSearch {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final NameServers servers;
  private final boolean demo;

  ServerSearch(NameServers servers, DecorumProperties properties) {
    this.servers = servers;
    this.demo = properties.demo();
  }

  /// What is known of a common provider. Nobody is asked.
  public Optional<Suggestion> known(Mailbox mailbox) {
    return Providers.ofDomain(mailbox.domain());
  }

  /// The same; else what the domain says in DNS. Only when somebody wants it: the question tells
  /// others which domain is being set up. The sample organisation asks nobody.
  public Optional<Suggestion> search(Mailbox mailbox) {
    var domain =
        EmailAddress.parse(mailbox.address())
            .map(address -> address.normalised().substring(address.normalised().indexOf('@') + 1))
            .orElse(mailbox.domain());
    return known(mailbox).or(() -> demo ? Optional.empty() : asked(domain));
  }

  /// All questions at once: a domain whose servers are silent costs the patience once.
  private Optional<Suggestion> asked(String domain) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var coming = new HashMap<Question, CompletableFuture<Reply>>();
    for (var name : DomainServers.services(domain)) ask(new Question(Kind.SERVICES, name), coming);
    ask(new Question(Kind.MAIL_HOSTS, domain), coming);
    return DomainServers.of(
        domain,
        name -> values(coming.get(new Question(Kind.SERVICES, name)), end),
        name -> values(coming.get(new Question(Kind.MAIL_HOSTS, name)), end));
  }

  private void ask(Question question, Map<Question, CompletableFuture<Reply>> coming) {
    coming.put(question, servers.ask(question).toCompletableFuture());
  }

  /// Silence is no answer, which is as good as none here.
  private static List<String> values(@Nullable CompletableFuture<Reply> coming, long end) {
    if (coming == null) return List.of();
    try {
      var reply = coming.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return reply instanceof Reply.Known(var values, _) ? values : List.of();
    } catch (ExecutionException | TimeoutException silent) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
