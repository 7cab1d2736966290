package dev.decorum.channels.dns;

import java.time.Duration;
import java.util.List;

/// What came of a question.
public sealed interface Reply {

  /// What DNS knows.
  ///
  /// @param values empty: there is no such name, or it has no such records
  /// @param valid for how long this may be remembered
  record Known(List<String> values, Duration valid) implements Reply {

    public Known {
      values = List.copyOf(values);
    }
  }

  /// A server answered that it cannot tell.
  record Failed() implements Reply {}

  /// Nobody answered.
  record Silence() implements Reply {}
}
