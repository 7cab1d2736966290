package dev.decorum.inbox;

/// What came of saving a draft.
public sealed interface DraftSaved {

  /// @param draft as it stands now
  Draft draft();

  record Saved(Draft draft) implements DraftSaved {}

  /// It was changed elsewhere since; nothing was saved.
  ///
  /// @param draft what is there now
  record Outdated(Draft draft) implements DraftSaved {}
}
