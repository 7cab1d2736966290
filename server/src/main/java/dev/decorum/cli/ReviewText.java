package dev.decorum.cli;

import dev.decorum.coach.Masked;
import dev.decorum.coach.ReviewJson;
import dev.decorum.coach.ReviewRequest;
import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Review;
import dev.decorum.conduct.Where;
import java.io.PrintWriter;

/// A review for people: each finding with its place, the line it is in and carets under the words.
final class ReviewText {

  /// A line longer than this is cut around the words.
  private static final int WIDEST = 100;

  private ReviewText() {}

  static void write(String place, ReviewRequest request, Review review, PrintWriter out) {
    var reply = Masked.of(request.reply(), review.findings()).text();
    var message = request.context().clientMessage();
    for (var finding : review.findings()) {
      switch (finding.where()) {
        case DOCUMENT -> head(place, finding, out);
        case REPLY -> {
          head(place + ":" + position(reply, finding.start()), finding, out);
          carets(reply, finding.start(), finding.end(), out);
        }
        case CLIENT_MESSAGE -> {
          head(place, finding, out);
          carets(message == null ? "" : message, finding.start(), finding.end(), out);
        }
      }
      var suggestion = finding.suggestion();
      if (suggestion != null) {
        out.printf("    Better: %s%n", suggestion);
      }
    }
    for (var commitment : review.commitments()) {
      out.printf(
          "%s:%s: promise%s%n", place, position(reply, commitment.start()), due(commitment.due()));
      carets(reply, commitment.start(), commitment.end(), out);
    }
  }

  static void end(int texts, boolean quiet, PrintWriter out) {
    if (quiet && texts > 0) {
      out.println("Nothing to mend.");
    }
  }

  private static void head(String place, Finding finding, PrintWriter out) {
    out.printf(
        "%s: %s: %s [%s]%n",
        place, ReviewJson.word(finding.level()), finding.message(), finding.rule());
    if (finding.where() == Where.CLIENT_MESSAGE) {
      out.println("    The client wrote:");
    }
  }

  private static String due(Commitment.Due due) {
    return switch (due) {
      case Commitment.Due.Minute minute -> ", due %tF %<tR".formatted(minute.at());
      case Commitment.Due.Day day -> ", due " + day.date();
      case Commitment.Due.Range range -> ", due %s to %s".formatted(range.from(), range.to());
      case Commitment.Due.None _ -> ", no time said";
    };
  }

  /// Line and column, both counted from 1.
  private static String position(String text, int offset) {
    var line = 1;
    var lineStart = 0;
    for (var i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return line + ":" + (offset - lineStart + 1);
  }

  private static void carets(String text, int start, int end, PrintWriter out) {
    var lineStart = text.lastIndexOf('\n', start - 1) + 1;
    var newline = text.indexOf('\n', start);
    var lineEnd = newline < 0 ? text.length() : newline;
    var from = Math.max(lineStart, start - WIDEST / 2);
    var to = Math.min(lineEnd, Math.max(Math.min(end, start + WIDEST), from + WIDEST));
    var before = from > lineStart ? "…" : "";
    out.printf("    %s%s%s%n", before, visible(text.substring(from, to)), to < lineEnd ? "…" : "");
    var marked = Math.max(1, columns(text, start, Math.min(end, to)));
    out.printf(
        "    %s%s%n", " ".repeat(before.length() + columns(text, from, start)), "^".repeat(marked));
  }

  /// Code points, which is what most terminals give a cell.
  private static int columns(String text, int from, int to) {
    return text.codePointCount(from, Math.max(from, to));
  }

  /// Without what a terminal would act on.
  private static String visible(String line) {
    var out = new StringBuilder(line.length());
    for (var i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      out.append(c == '\t' || Character.isISOControl(c) ? ' ' : c);
    }
    return out.toString();
  }
}
