package dev.decorum.push.web;

import dev.decorum.push.ToldBrowser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The browsers of a member that are told when something is new.
///
/// @param key what a browser agrees to; null: the organisation does not allow it
public record PushPage(@Nullable String key, List<ToldBrowser> browsers) {

  public PushPage {
    browsers = List.copyOf(browsers);
  }
}
