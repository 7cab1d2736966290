package dev.decorum.coach;

import dev.decorum.conduct.Commitment;
import dev.decorum.staff.Viewer;
import java.util.List;

/// What a module above has to say about a promise while it is being written. It is said, and keeps
/// nothing back.
public interface PromiseRemarks {

  /// @return sentences; none when nothing speaks against it
  List<String> on(Viewer writer, Commitment promise);
}
