package dev.decorum.web;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// The stack trace of a failure without its messages: a message may quote what a client wrote, the
/// places in the code never do.
final class Trace {

  private static final int MOST_FRAMES = 30;

  private Trace() {}

  static String of(Throwable failure) {
    var text = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
      text.append(seen.size() == 1 ? "" : "\ncaused by ").append(at.getClass().getName());
      if (at instanceof SQLException sql) {
        text.append(" (SQL state ").append(sql.getSQLState()).append(')');
      }
      StackTraceElement[] frames = at.getStackTrace();
      for (int i = 0; i < frames.length && i < MOST_FRAMES; i++) {
        text.append("\n  at ").append(frames[i]);
      }
    }
    return text.toString();
  }
}
