package dev.decorum.clients;

import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A module that has something to tell on a client's timeline. The client's page asks all of them
/// and shows one line of time.
///
/// Each answers what the viewer may see and nothing more, with one statement a call.
public interface TimelineSource {

  /// The newest entries before a place, the newest first.
  ///
  /// @param channel only this one; null: all
  /// @param before entries older than this place; null: from the newest on
  List<TimelineEntry> entries(
      Viewer viewer,
      ClientId client,
      @Nullable Channel channel,
      @Nullable TimelinePlace before,
      int limit);

  ContactFigures figures(Viewer viewer, ClientId client);
}
