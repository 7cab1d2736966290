package dev.decorum.mail.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// What may be asked for the sake of one mail: each question once, so many of them, so long.
final class Budget implements Resolver {

  private static final int MAX_QUESTIONS = 100;

  private final Resolver resolver;
  private final InstantSource clock;
  private final long deadline;
  private final Map<String, Object> known = new HashMap<>();
  private int questions;

  Budget(Resolver resolver, InstantSource clock, Duration time) {
    this.resolver = resolver;
    this.clock = clock;
    this.deadline = clock.millis() + time.toMillis();
  }

  @Override
  public List<String> text(String name) {
    return ask("txt " + name, () -> resolver.text(name));
  }

  @Override
  public List<InetAddress> addresses(String name, boolean version6) {
    return ask((version6 ? "aaaa " : "a ") + name, () -> resolver.addresses(name, version6));
  }

  @Override
  public List<String> mailHosts(String name) {
    return ask("mx " + name, () -> resolver.mailHosts(name));
  }

  @Override
  public List<String> names(InetAddress address) {
    return ask("ptr " + address.getHostAddress(), () -> resolver.names(address));
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> ask(String question, Supplier<List<T>> answer) {
    String key = question.toLowerCase(Locale.ROOT);
    Object before = known.get(key);
    if (before instanceof ResolverTrouble trouble) {
      throw trouble;
    }
    if (before != null) {
      return (List<T>) before;
    }
    if (++questions > MAX_QUESTIONS) {
      throw new ResolverTrouble("Too many questions for one mail.");
    }
    if (clock.millis() > deadline) {
      throw new ResolverTrouble("The answers took too long.");
    }
    try {
      List<T> found = List.copyOf(answer.get());
      known.put(key, found);
      return found;
    } catch (ResolverTrouble trouble) {
      known.put(key, trouble);
      throw trouble;
    }
  }
}
