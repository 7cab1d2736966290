package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.Question;
import dev.decorum.conduct.Question.State;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.wording.Worded;
import dev.decorum.conduct.wording.Wording;
import java.util.List;
import java.util.stream.Stream;

/// Finds what a client asks, and whether a reply answers it.
public final class Dialogue {

  /// Matching compares each with each: what no letter holds is left out, questions as open ones.
  private static final int MOST_ASKS = 50;

  private static final int MOST_STATEMENTS = 500;

  private final Wording wording;
  private final Asking asking;
  private final Replying replying;
  private final Words words;
  private final Weighing weighing;

  private Dialogue(Language language) {
    wording = Wording.of(language);
    asking = new Asking(wording);
    replying = new Replying(wording);
    words = Words.of(wording);
    weighing = new Weighing(language);
  }

  public static Dialogue english() {
    return of(Language.english());
  }

  public static Dialogue of(Language language) {
    return new Dialogue(language);
  }

  /// What a client asks, each still open.
  public List<Question> asked(Reading message) {
    return asked(wording.read(message));
  }

  public List<Question> asked(Worded message) {
    return asking.in(message).stream().map(ask -> open(message, ask)).toList();
  }

  private static Question open(Worded message, Ask ask) {
    var start = ask.start(message);
    var end = ask.end(message);
    return new Question(start, end, message.reading().text().substring(start, end), State.OPEN);
  }

  /// What a client asks, with what the reply does about it.
  public List<Question> followed(Reading message, Reading reply) {
    return followed(wording.read(message), wording.read(reply));
  }

  public List<Question> followed(Worded message, Worded reply) {
    var asks = asking.in(message);
    var questions = matching(message, asks, reply).questions();
    if (asks.size() <= MOST_ASKS) {
      return questions;
    }
    return Stream.concat(
            questions.stream(), asks.stream().skip(MOST_ASKS).map(ask -> open(message, ask)))
        .toList();
  }

  /// What a client asks, with the clues to whether the reply answers it.
  public List<Weighed> weighed(Reading message, Reading reply) {
    var said = wording.read(message);
    return matching(said, asking.in(said), wording.read(reply)).weighed();
  }

  private Matching matching(Worded message, List<Ask> asks, Worded reply) {
    return new Matching(
        replying,
        words,
        weighing,
        message,
        first(MOST_ASKS, asks),
        reply,
        first(MOST_STATEMENTS, replying.in(reply)));
  }

  private static <T> List<T> first(int most, List<T> all) {
    return all.subList(0, Math.min(most, all.size()));
  }
}
