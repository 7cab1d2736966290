package dev.decorum.channels;

import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.files.Files;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.mail.MailUnreadable.Reason;
import dev.decorum.mail.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Reads what kept mails say, within a budget of time and with a bounded number of threads.
@Component
class RawMails implements DisposableBean {

  /// What a mail of up to two megabytes may take.
  static final Duration BUDGET = Duration.ofSeconds(10);

  /// What a mail of this size may take: on a busy machine a large one needs a while to be opened
  /// and sealed again.
  static Duration budget(long size) {
    return BUDGET.plusSeconds(size / (1024 * 1024));
  }

  /// As many readings as may have run out of time and not ended yet, beside those that go on.
  private static final int MOST_LEFT_BEHIND = 8;

  private final Files files;
  private final ThreadPoolExecutor readers;

  RawMails(Files files, ChannelsProperties settings) {
    this.files = files;
    this.readers =
        new ThreadPoolExecutor(
            0,
            settings.workers() + MOST_LEFT_BEHIND,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("mail-reader-", 1).factory());
  }

  /// A mail as it came, and what it says.
  record Read(byte[] raw, Message message) {}

  /// @throws MailUnreadable when it never can be
  /// @throws TooSlow when it takes longer than a mail may take
  /// @throws AllBusy when nobody is free to read it
  Read read(Incoming mail, Duration budget) {
    var raw = bytes(mail);
    return new Read(raw, within(budget, () -> MailReader.read(raw)));
  }

  /// Reading has a thread of its own, which is told to stop when the time is over, and left behind
  /// when it does not: there is no other way to end it.
  <T> T within(Duration budget, Callable<T> work) {
    try {
      var reading = readers.submit(work);
      try {
        return reading.get(budget.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        reading.cancel(true);
      }
    } catch (RejectedExecutionException e) {
      throw new AllBusy();
    } catch (TimeoutException e) {
      throw new TooSlow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AllBusy();
    } catch (ExecutionException e) {
      // Told to stop by somebody else: this node ends.
      if (e.getCause() instanceof MailUnreadable mail && mail.reason() == Reason.STOPPED) {
        throw new AllBusy();
      }
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  private byte[] bytes(Incoming mail) {
    if (mail.content() != null) return mail.content().content();
    try (var raw = files.open(mail.raw())) {
      return raw.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void destroy() {
    readers.shutdownNow();
  }

  /// It took longer than a mail may take.
  static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlow() {
      super("too slow", null, false, false);
    }
  }

  /// All readers are at mails that they cannot finish. Not the fault of this one.
  static final class AllBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AllBusy() {
      super("all readers are busy", null, false, false);
    }
  }
}
