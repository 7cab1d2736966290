package dev.decorum.inbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of what a member is told, and by which way.
///
/// @param onPage told on the page that is open
/// @param byMail told by mail, when they have not been there after a while
/// @param byPush told through the browser, where the organisation allows it
/// @param quiet null: never
public record NoticeChoices(
    Set<NoticeEvent> onPage,
    Set<NoticeEvent> byMail,
    Set<NoticeEvent> byPush,
    @Nullable QuietHours quiet) {

  public NoticeChoices {
    onPage = Set.copyOf(onPage);
    byMail = Set.copyOf(byMail);
    byPush = Set.copyOf(byPush);
  }
}
