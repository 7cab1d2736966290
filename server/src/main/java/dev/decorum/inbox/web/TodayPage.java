package dev.decorum.inbox.web;

import dev.decorum.inbox.Counts;
import dev.decorum.inbox.FirstStep;
import dev.decorum.inbox.TodayNotice;
import dev.decorum.inbox.web.QueuePage.Row;
import java.util.List;

/// What a member's day begins with.
///
/// @param partOfDay `morning`, `afternoon` or `evening` where the reader is
/// @param date in words, where the reader is
/// @param looks conversations in which a reply waits for the reader's eyes, or has been read
/// @param serves whether the member answers clients at all
/// @param notices what needs a look before anything else
public record TodayPage(
    String name,
    String partOfDay,
    String date,
    boolean serves,
    List<TodayNotice.Line> notices,
    List<FirstStep.Step> steps,
    Counts counts,
    List<Row> waiting,
    List<Row> free,
    List<Row> looks) {

  public TodayPage {
    notices = List.copyOf(notices);
    steps = List.copyOf(steps);
    waiting = List.copyOf(waiting);
    free = List.copyOf(free);
    looks = List.copyOf(looks);
  }

  /// How many the sentence speaks of.
  public String many() {
    return figure(counts.mine() > 0 ? counts.mine() : counts.unassigned());
  }

  /// The key of the one sentence that matters.
  public String sentence() {
    if (!serves) {
      return "inbox.today.sentence.officer";
    }
    if (counts.mine() > 0) {
      return "inbox.today.sentence.mine" + (counts.mine() == 1 ? ".one" : "");
    }
    return counts.unassigned() == 0
        ? "inbox.today.sentence.nothing"
        : "inbox.today.sentence.unassigned" + (counts.unassigned() == 1 ? ".one" : "");
  }

  public String figure(int count) {
    return count >= Counts.CAP ? (Counts.CAP - 1) + "+" : String.valueOf(count);
  }
}
