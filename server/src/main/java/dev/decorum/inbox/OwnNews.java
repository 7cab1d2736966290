package dev.decorum.inbox;

import dev.decorum.inbox.TodayPart.About.Told;
import dev.decorum.staff.Viewer;
import org.springframework.stereotype.Component;

/// What the member was told of and has not looked at, on the page for today.
@Component
class OwnNews implements TodayPart {

  private final Notices notices;

  OwnNews(Notices notices) {
    this.notices = notices;
  }

  @Override
  public int order() {
    return 80;
  }

  @Override
  public Place place() {
    return Place.NEWS;
  }

  @Override
  public String titleKey() {
    return "inbox.today.news";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    return Content.of(
        notices.unseen(viewer, MOST).stream()
            .map(
                one ->
                    new Line(
                        Place.NEWS,
                        new Told(one.conversation(), one.id()),
                        "info",
                        Words.of("inbox.notice.why." + one.event().word()),
                        one.at(),
                        null))
            .toList(),
        null);
  }
}
