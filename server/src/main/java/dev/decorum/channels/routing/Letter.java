package dev.decorum.channels.routing;

import dev.decorum.clients.EmailAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What rules look at. Words and language are worked out when the first rule asks for them.
public final class Letter {

  /// What a letter is about stands on its first pages.
  private static final int MOST_TEXT = 10_000;

  private static final int MOST_SUBJECT = 1_000;

  private final String sender;
  private final @Nullable UUID mailbox;
  private final String subject;
  private final String text;
  private @Nullable Words subjectWords;
  private @Nullable Words textWords;
  private @Nullable Optional<String> language;

  /// @param sender an address; empty when nobody knows
  /// @param mailbox which it came to; null: none of ours
  /// @param text without what is quoted
  public Letter(String sender, @Nullable UUID mailbox, String subject, String text) {
    this.sender =
        EmailAddress.parse(sender)
            .map(EmailAddress::normalised)
            .orElse(sender.strip().toLowerCase(Locale.ROOT));
    this.mailbox = mailbox;
    this.subject = start(subject, MOST_SUBJECT);
    this.text = start(text, MOST_TEXT);
  }

  private static String start(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  String sender() {
    return sender;
  }

  @Nullable UUID mailbox() {
    return mailbox;
  }

  Words subject() {
    if (subjectWords == null) subjectWords = Words.of(subject);
    return subjectWords;
  }

  Words text() {
    if (textWords == null) textWords = Words.of(text);
    return textWords;
  }

  /// Of its text; where that leaves a doubt, of subject and text together.
  Optional<String> language() {
    if (language == null) {
      language = Languages.of(text()).or(() -> Languages.of(Words.of(subject + '\n' + text)));
    }
    return language;
  }

  @Override
  public String toString() {
    return "Letter";
  }
}
