package dev.decorum.database;

import org.jspecify.annotations.Nullable;

/// The database cannot be used. The message is a sentence for the administrator that says what to
/// do about it.
public final class DatabaseProblem extends RuntimeException {

  DatabaseProblem(String sentence) {
    super(sentence);
  }

  DatabaseProblem(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
