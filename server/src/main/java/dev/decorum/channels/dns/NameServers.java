package dev.decorum.channels.dns;

import java.util.concurrent.CompletionStage;

/// Those who answer questions to DNS.
@FunctionalInterface
public interface NameServers {

  /// Asks without waiting. What fails counts as silence.
  CompletionStage<Reply> ask(Question question);
}
