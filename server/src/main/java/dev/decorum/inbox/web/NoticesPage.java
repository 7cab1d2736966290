package dev.decorum.inbox.web;

import dev.decorum.inbox.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a member was told of.
///
/// @param next the address of the next part; null at the end
/// @param first the address of the first part; null there
public record NoticesPage(List<Notice> notices, @Nullable String next, @Nullable String first) {

  public NoticesPage {
    notices = List.copyOf(notices);
  }

  public boolean anyUnseen() {
    return notices.stream().anyMatch(notice -> !notice.seen());
  }
}
