package dev.decorum.coach;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.inbox.InteractionId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to say about a message that is being written. It is never kept and never scored.
///
/// @param cards what sending waits for first, then open questions, then what could be better
/// @param aspects how each check that applies came out; empty where it is passed
/// @param promises found in the message
/// @param asked the client's questions in the order in which they were asked
/// @param held where something was found in the sentence that is being written: nothing is said
///   about it yet
/// @param whole whether all guidelines could be looked at
/// @param allowed whether a lead lets it leave once as it is
public record Checked(
    List<Card> cards,
    Map<Aspect, Level> failed,
    List<Promised> promises,
    List<Asked> asked,
    @Nullable Held held,
    boolean whole,
    boolean allowed) {

  public Checked {
    cards = List.copyOf(cards);
    failed = Map.copyOf(new EnumMap<>(failed));
    promises = List.copyOf(promises);
    asked = List.copyOf(asked);
  }

  /// One finding as it is shown.
  ///
  /// @param id the same as long as rule and words are the same
  /// @param question number of the question it is about, or null
  /// @param fixes what the words at fault could be replaced by
  public record Card(String id, Finding finding, @Nullable Integer question, List<Fix> fixes) {

    public Card {
      fixes = List.copyOf(fixes);
    }

    public boolean stops() {
      return finding.level() == Level.STOP;
    }
  }

  /// Something the message promises.
  ///
  /// @param name the same as long as the words are the same
  /// @param tracked whether it enters the ledger when the message is sent: unless its writer does
  ///   not want it to
  public record Promised(String name, Commitment commitment, boolean tracked) {

    /// What its writer dismisses to have it the other way.
    public String turned() {
      return tracked ? name : "-" + name;
    }
  }

  /// A replacement for a stretch of the message.
  public record Fix(int start, int end, String text) {}

  /// A question of the client.
  ///
  /// @param message the message it stands in
  /// @param number in that message, from 1
  public record Asked(InteractionId message, int number, Question.State state) {

    public boolean open() {
      return state == Question.State.OPEN;
    }
  }

  /// A stretch that is not judged while the caret is in it.
  public record Held(int start, int end) {}

  /// Whether there is anything in it that keeps it back.
  boolean kept() {
    return cards.stream().anyMatch(Card::stops);
  }

  Checked letPass() {
    return new Checked(cards, failed, promises, asked, held, whole, true);
  }

  /// Whether it cannot be sent.
  public boolean stopped() {
    return kept() && !allowed;
  }

  /// How many things could be better, besides what sending waits for.
  public int toImprove() {
    return (int) cards.stream().filter(card -> !card.stops()).count();
  }
}
