package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import dev.decorum.web.Ui;
import gg.jte.Content;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a module above has to say about a message to a client while it is written: a panel beside
/// the box, or above it for browsers without script.
public interface ComposerPanel {

  /// @param address of the draft, such as `/drafts/reply-4821`
  /// @param draft what is kept of it; null: nothing yet
  /// @param client number of the client a conversation is begun with; null: it exists, or nobody
  ///   was chosen yet
  /// @param read whether to say at once what there is to say; otherwise a script asks for it
  /// @return empty: nothing to say
  Optional<Function<Ui, Content>> of(
      Viewer viewer, String address, @Nullable Draft draft, @Nullable Long client, boolean read);
}
