package dev.decorum.inbox.web;

import static java.util.stream.Collectors.joining;

import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MessageRemarks.Question;
import dev.decorum.inbox.web.Entry.Asked;
import dev.decorum.inbox.web.Entry.Piece;
import java.util.ArrayList;
import java.util.List;

/// Puts numbers behind the questions of a message.
final class Questions {

  private static final String MARKS = "?!.…\"'”’»)";

  private Questions() {}

  /// @param pieces the whole text, cut
  /// @param questions in the order of the text
  static List<Piece> in(List<Piece> pieces, List<Question> questions, InteractionId message) {
    if (questions.isEmpty()) return pieces;
    var text = pieces.stream().map(Piece::text).collect(joining());
    var cut = new ArrayList<Piece>();
    int at = 0;
    int next = 0;
    for (var piece : pieces) {
      int end = at + piece.text().length();
      while (at < end) {
        while (next < questions.size() && end(text, questions, next) <= at) next++;
        var question = next < questions.size() ? questions.get(next) : null;
        boolean asked = question != null && question.start() <= at;
        int last = question == null ? end : end(text, questions, next);
        int to = question == null ? end : asked ? last : question.start();
        to = Math.min(to, end);
        var number =
            question != null && asked && to == last
                ? new Asked(message.id() + "-" + (next + 1), next + 1, question.open())
                : null;
        int from = end - piece.text().length();
        cut.add(
            new Piece(piece.text().substring(at - from, to - from), piece.href(), asked, number));
        at = to;
      }
    }
    return cut;
  }

  /// Behind the marks that end the question: a number before them would part them from it.
  private static int end(String text, List<Question> questions, int which) {
    int end = questions.get(which).end();
    int most = which + 1 < questions.size() ? questions.get(which + 1).start() : text.length();
    while (end < most && MARKS.indexOf(text.charAt(end)) >= 0) end++;
    return end;
  }
}
