package dev.decorum.channels;

import dev.decorum.channels.dns.NameServers;
import dev.decorum.channels.dns.Question;
import dev.decorum.channels.dns.Reply;
import dev.decorum.mail.auth.ResolverTrouble;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// Text records as the name servers tell them now.
@Component
class FreshRecords implements TextRecords {

  private static final int SECONDS = 5;

  private final NameServers servers;

  FreshRecords(NameServers servers) {
    this.servers = servers;
  }

  @Override
  public List<String> of(String name) {
    return switch (ask(name)) {
      case Reply.Known(var values, _) -> values;
      case Reply.Failed _ -> throw new ResolverTrouble("A server cannot tell.");
      case Reply.Silence _ -> throw new ResolverTrouble("Nobody answered in time.");
    };
  }

  private Reply ask(String name) {
    try {
      return servers
          .ask(new Question(Question.Kind.TEXT, name))
          .toCompletableFuture()
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new Reply.Silence();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Silence();
    }
  }
}
