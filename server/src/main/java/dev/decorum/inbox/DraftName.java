package dev.decorum.inbox;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the pages call a draft: `reply-4821`, `note-4821`, `forward-4821` and `followup-4821` after
/// the conversation; `new` for a first message, `new-` and its id once it is kept.
public sealed interface DraftName {

  record OfConversation(long no, DraftKind kind) implements DraftName {}

  /// @param id null before it was kept
  record OfFirstMessage(@Nullable UUID id) implements DraftName {}

  /// Number of the conversation it is for; null: it begins one.
  default @Nullable Long conversation() {
    return this instanceof OfConversation(long no, _) ? no : null;
  }

  /// Empty when it is no name of a draft.
  static Optional<DraftName> parse(String name) {
    int dash = name.indexOf('-');
    String kind = dash < 0 ? name : name.substring(0, dash);
    String rest = dash < 0 ? "" : name.substring(dash + 1);
    try {
      return switch (kind) {
        case "reply" -> Optional.of(new OfConversation(Long.parseLong(rest), DraftKind.REPLY));
        case "note" -> Optional.of(new OfConversation(Long.parseLong(rest), DraftKind.NOTE));
        case "forward" -> Optional.of(new OfConversation(Long.parseLong(rest), DraftKind.FORWARD));
        case "followup" ->
            Optional.of(new OfConversation(Long.parseLong(rest), DraftKind.FOLLOWUP));
        case "new" ->
            Optional.of(new OfFirstMessage(rest.isEmpty() ? null : UUID.fromString(rest)));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
