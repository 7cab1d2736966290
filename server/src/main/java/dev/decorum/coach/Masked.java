package dev.decorum.coach;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Where;
import java.util.List;

/// A reply in which nothing confidential shows: everything but white space that a leak covers is a
/// dot. Of the same length as the reply.
public final class Masked {

  private static final char DOT = '\u2022';

  private final String reply;
  private final String text;

  private Masked(String reply, String text) {
    this.reply = reply;
    this.text = text;
  }

  public static Masked of(String reply, List<Finding> findings) {
    if (findings.stream().noneMatch(Masked::leak)) {
      return new Masked(reply, reply);
    }
    var chars = reply.toCharArray();
    for (var finding : findings) {
      for (var i = finding.start(); leak(finding) && i < finding.end(); i++) {
        chars[i] = Character.isWhitespace(chars[i]) ? chars[i] : DOT;
      }
    }
    return new Masked(reply, new String(chars));
  }

  /// Whether a finding is about something confidential; its own text is masked already.
  public static boolean leak(Finding finding) {
    return finding.category().startsWith("leak.");
  }

  public String text() {
    return text;
  }

  /// The words of a finding, fit to show.
  public String words(Finding finding) {
    return leak(finding) || finding.where() != Where.REPLY
        ? finding.text()
        : text.substring(finding.start(), finding.end());
  }

  public String words(int start, int end) {
    return text.substring(start, end);
  }

  /// Words that stand somewhere in the reply, fit to show.
  public String words(String quoted) {
    var at = reply.equals(text) ? -1 : reply.indexOf(quoted);
    return at < 0 ? quoted : words(at, at + quoted.length());
  }
}
