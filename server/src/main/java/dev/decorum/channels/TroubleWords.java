package dev.decorum.channels;

import dev.decorum.database.DecorumProperties;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Why a mail waits or failed, in words for people.
@Component
class TroubleWords {

  private final MessageSource words;
  private final boolean sample;

  TroubleWords(MessageSource words, DecorumProperties properties) {
    this.words = words;
    this.sample = properties.demo();
  }

  /// @param subject the server or the address it is about
  String of(Trouble trouble, String subject) {
    return text("channels.trouble." + trouble.word(), subject);
  }

  /// Why a mail of this mailbox stays here. The sample organisation sends nothing, ever.
  String noServer(String mailbox) {
    return of(sample ? Trouble.SAMPLE : Trouble.NO_SERVER, mailbox);
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
