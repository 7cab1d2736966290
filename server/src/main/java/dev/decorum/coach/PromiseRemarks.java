package dev.decorum.coach;

import dev.decorum.conduct.Commitment;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a module above has to say about a promise while it is being written. It is said, and keeps
/// nothing back.
public interface PromiseRemarks {

  /// @param in number of the conversation; null: it begins with the message
  /// @return sentences; none when nothing speaks against it
  List<String> on(Viewer writer, @Nullable Long in, Commitment promise);
}
