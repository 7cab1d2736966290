package dev.decorum.channels.routing;

import dev.decorum.inbox.Priority;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a rule asks for and what it does. It fits when each list that is not empty has an entry
/// that fits; a rule that asks for nothing fits everything.
///
/// @param senders addresses, or domains with all below them
/// @param subject words or phrases of the subject; with a star at the end, beginnings of words
/// @param text the same, of what the sender wrote anew
/// @param languages such as `de`
/// @param mailboxes ids of the mailboxes it came to
/// @param team where it sends the conversation; null: the rule says nothing about that
/// @param priority null: the rule says nothing about that
public record Rule(
    String name,
    List<String> senders,
    List<String> subject,
    List<String> text,
    List<String> languages,
    List<UUID> mailboxes,
    @Nullable UUID team,
    List<String> tags,
    @Nullable Priority priority) {

  public Rule {
    senders = List.copyOf(senders);
    subject = List.copyOf(subject);
    text = List.copyOf(text);
    languages = List.copyOf(languages);
    mailboxes = List.copyOf(mailboxes);
    tags = List.copyOf(tags);
  }

  /// Whether it does anything.
  public boolean acts() {
    return team != null || !tags.isEmpty() || priority != null;
  }

  /// Rules name clients; nothing of them belongs into a log.
  @Override
  public String toString() {
    return "Rule";
  }
}
