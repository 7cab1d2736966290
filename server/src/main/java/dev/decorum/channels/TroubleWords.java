package dev.decorum.channels;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Why a mail waits or failed, in words for people.
@Component
class TroubleWords {

  private final MessageSource words;

  TroubleWords(MessageSource words) {
    this.words = words;
  }

  /// @param subject the server or the address it is about
  String of(Trouble trouble, String subject) {
    return text("channels.trouble." + trouble.word(), subject);
  }

  String waiting(Trouble trouble, String subject, Duration wait) {
    var why = of(trouble, subject);
    return wait.toMinutes() < 90
        ? text("channels.delivery.again_minutes", why, wait.toMinutes())
        : text("channels.delivery.again_hours", why, wait.toHours());
  }

  String givenUp(Trouble trouble, String subject) {
    return text("channels.delivery.given_up", of(trouble, subject));
  }

  /// @param refused addresses that will never get it
  String partly(Trouble trouble, String refused) {
    return text("channels.delivery.partly", refused, of(trouble, refused));
  }

  String text(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, key, Locale.UK));
  }
}
