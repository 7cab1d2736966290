package dev.decorum.channels;

import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.files.Files;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.mail.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// Reads what kept mails say, within a budget of time.
@Component
class RawMails {

  /// What a mail of up to two megabytes may take.
  static final Duration BUDGET = Duration.ofSeconds(10);

  /// What a mail of this size may take: on a busy machine a large one needs a while to be opened
  /// and sealed again.
  static Duration budget(long size) {
    return BUDGET.plusSeconds(size / (1024 * 1024));
  }

  private final Files files;

  RawMails(Files files) {
    this.files = files;
  }

  /// A mail as it came, and what it says.
  record Read(byte[] raw, Message message) {}

  /// Reading has a thread of its own, which can be left behind: there is no other way to stop it.
  ///
  /// @throws MailUnreadable when it never can be
  /// @throws TooSlow when it takes longer than a mail may take
  Read read(Incoming mail, Duration budget) {
    var reading = new CompletableFuture<Read>();
    var reader =
        Thread.ofPlatform()
            .daemon()
            .name("mail-reader")
            .start(
                () -> {
                  try {
                    byte[] raw = bytes(mail);
                    reading.complete(new Read(raw, MailReader.read(raw)));
                  } catch (Throwable e) {
                    reading.completeExceptionally(e);
                  }
                });
    try {
      return reading.get(budget.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      reader.interrupt();
      throw new TooSlow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooSlow();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  private byte[] bytes(Incoming mail) {
    try (var raw = files.open(mail.raw())) {
      return raw.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// It took longer than a mail may take.
  static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlow() {
      super("too slow", null, false, false);
    }
  }
}
