package dev.decorum.inbox;

import dev.decorum.staff.Viewer;

/// A panel that a module adds beside a conversation. The page links to it, and the browser fetches
/// it in its place; so a panel that fails, fails alone.
public interface ConversationPanel {

  /// Panels with lower numbers stand higher.
  int order();

  /// The key of its heading in a message bundle.
  String titleKey();

  /// The address of the panel, a page of its own for browsers without JavaScript, such as
  /// `/c/4821/manner`.
  String url(long no);

  /// Whether there is anything for this member to see.
  boolean openTo(Viewer viewer, ConversationView conversation);
}
