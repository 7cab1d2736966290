package dev.decorum.promises;

import dev.decorum.hours.WorkingTime;
import dev.decorum.staff.Viewer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is agreed with clients about time. A module above knows it.
public interface AgreedTerms {

  /// What is agreed.
  ///
  /// @param hours in which the client can count on somebody
  /// @param shortest the least of these hours in which anything is agreed to happen; null: nothing
  ///   is agreed in hours
  record Terms(WorkingTime hours, @Nullable Duration shortest) {}

  /// @param conversation its number
  /// @return empty: nothing is
  Optional<Terms> of(Viewer viewer, long conversation);
}
