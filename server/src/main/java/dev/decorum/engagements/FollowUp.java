package dev.decorum.engagements;

import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Kind;
import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something to come back to a client with, and the rules of what becomes of it.
///
/// @param conversation number of the one it belongs to
/// @param about the call or meeting that is summed up; null: it is not about one
/// @param owner null: whoever of the team that has the conversation
/// @param opensAt from when on somebody has something to do
/// @param dueAt by when
/// @param draft the reply into which words for it were put; null: none
/// @param madeBy null: it came by itself
public record FollowUp(
    UUID id,
    long no,
    ConversationId conversationId,
    long conversation,
    Occasion occasion,
    State state,
    @Nullable InteractionId about,
    @Nullable MemberId owner,
    Instant opensAt,
    Instant dueAt,
    @Nullable DraftId draft,
    @Nullable MemberId madeBy) {

  /// What it comes after.
  public enum Occasion {
    /// A call, meeting or visit: what was said and agreed is put into writing.
    RECAP,
    /// A matter was resolved: is it really?
    CHECK_IN,
    /// The client has not answered: ask again, or close.
    SILENCE;

    /// The word in the database and in message bundles.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Occasion of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What became of it.
  public enum State {
    /// Its time has not come.
    PLANNED,
    /// Somebody has something to do.
    OPEN,
    DONE,
    /// Somebody said so, with a reason.
    NOT_NEEDED,
    /// It went by itself: the client wrote, or the matter is open again.
    MOOT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
      return this == DONE || this == NOT_NEEDED || this == MOOT;
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Whether it is done by something that was said to the client in its conversation. Whoever
  /// speaks with a client has asked again and knows how they are; a summary is sent, and only the
  /// message that was begun with it is one.
  ///
  /// @param in what it was written in; null: in no draft
  boolean doneBy(Kind said, @Nullable DraftId in) {
    return state == State.OPEN
        && switch (occasion) {
          case RECAP -> draft != null && draft.equals(in) && said == Kind.MESSAGE;
          case CHECK_IN, SILENCE -> true;
        };
  }

  /// Whether words for it were put into a reply.
  public boolean drafted() {
    return draft != null;
  }

  public boolean overdue(Instant now) {
    return state == State.OPEN && dueAt.isBefore(now);
  }
}
