package dev.decorum.promises;

import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About.OfClient;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the member has promised and has to keep in the days to come, on the page for today.
@Component
class PromisesToday implements TodayPart {

  private final Promises promises;

  PromisesToday(Promises promises) {
    this.promises = promises;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public Place place() {
    return Place.DUE;
  }

  @Override
  public String titleKey() {
    return "promises.today";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    var due = promises.dueFor(viewer, day.week(), MOST);
    return Content.of(due.stream().map(PromisesToday::line).toList(), sentence(due, day));
  }

  private static Line line(PromiseDue one) {
    return new Line(
        Place.DUE,
        new OfClient(one.client(), one.words(), "/promises/" + one.no()),
        "promise",
        Words.of("promises.today.why"),
        one.at(),
        null);
  }

  private static @Nullable Words sentence(List<PromiseDue> due, Day day) {
    int overdue = (int) due.stream().filter(PromiseDue::overdue).count();
    if (overdue > 0) return Words.counted("promises.today.sentence.overdue", overdue);
    int today = (int) due.stream().filter(one -> !one.at().isAfter(day.end())).count();
    return today > 0 ? Words.counted("promises.today.sentence.today", today) : null;
  }
}
