package dev.decorum.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a member answers.
///
/// @param recipients null: who wrote last
/// @param files added now; those of the draft come with the draft
/// @param draft what it was written in; gone once sent, back after an undo
/// @param sendAt not before this time; null: now
/// @param then open, waiting or resolved: the status afterwards; null leaves it as it is
/// @param undoable whether it is held for a moment in which it can be taken back
public record NewReply(
    String text,
    @Nullable Recipients recipients,
    List<NewFile> files,
    @Nullable DraftId draft,
    @Nullable Instant sendAt,
    @Nullable Status then,
    boolean undoable) {

  public NewReply {
    files = List.copyOf(files);
  }

  public static NewReply of(String text) {
    return new NewReply(text, null, List.of(), null, null, null, true);
  }
}
