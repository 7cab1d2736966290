package dev.decorum.inbox.web;

import dev.decorum.inbox.web.Composer.DraftFile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Second pairs of eyes in one conversation.
///
/// @param own at the viewer's reply; null: nobody was asked
/// @param approvers names of those of whom one has to approve the viewer's reply before it leaves;
///   null: nobody has to
/// @param beside what a form adds to its address so that the list stays beside the conversation
public record LooksPage(
    long no, @Nullable Own own, @Nullable String approvers, List<Asked> asked, String beside) {

  public LooksPage {
    asked = List.copyOf(asked);
  }

  /// @param state `asked`, `approved`, `returned`, or `changed` since it was approved
  /// @param words what the colleague answered
  public record Own(String colleague, String state, @Nullable String words, Instant at) {}

  /// A reply of a colleague to be read.
  ///
  /// @param to whom it goes; empty: whoever wrote last
  /// @param revision of what is shown
  public record Asked(
      UUID id,
      String asker,
      @Nullable String question,
      String to,
      String text,
      List<DraftFile> files,
      long revision,
      Instant at) {

    public Asked {
      files = List.copyOf(files);
    }
  }
}
