package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import java.util.List;

/// A module that has something to try in one's first ten minutes. The page for today shows what all
/// of them have, until all is done or the member has seen enough.
public interface FirstStep {

  /// Something to try.
  ///
  /// @param order those with lower numbers come first
  /// @param key what to do, in a message bundle
  /// @param url where it is done
  record Step(int order, String key, String url, boolean done) {}

  /// Those that this member may do.
  List<Step> of(Viewer viewer);
}
