package dev.decorum.inbox.web;

import dev.decorum.inbox.NoticeChoices;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form for what one is told of, and how.
///
/// @param from when quiet hours begin, as typed; empty: there are none
/// @param to when they end
/// @param zone where they count
/// @param address where mail goes
/// @param push whether browsers may be told
public record NoticeChoicesPage(
    NoticeChoices choices,
    String from,
    String to,
    String zone,
    @Nullable String address,
    boolean push,
    FormErrors errors) {

  public List<NoticeEvent> events() {
    return NoticeEvent.choices();
  }
}
