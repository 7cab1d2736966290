package dev.decorum.inbox;

import java.util.List;

/// Speaks up about a message to a client while it is written. It keeps nothing back: that is for
/// [SendGate#check].
@FunctionalInterface
public interface SendAdvice {

  SendAdvice NONE = _ -> List.of();

  /// Called with every pause in typing: what has to be looked up was looked up before.
  List<Remark> on(String text);

  /// Something a writer should know before the message leaves.
  ///
  /// @param key of the words that say what is wrong, as a title: `promises.advice.overdue`
  /// @param subject tells it from others with the same key: the writer may set one aside and not
  ///   the other
  /// @param quote the words it is about; empty: none
  /// @param why a sentence
  record Remark(String key, String subject, String quote, String why) {}
}
