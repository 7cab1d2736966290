package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;

/// A line at the top of a member's day, added by a module above: something that needs a look.
public interface TodayNotice {

  /// @param key of the sentence in a message bundle
  /// @param url where to look
  /// @param action key of the words of that link
  record Line(String key, List<Object> args, String url, String action) {

    public Line {
      args = List.copyOf(args);
    }
  }

  /// Empty when there is nothing to look at.
  Optional<Line> of(Viewer viewer);
}
