package dev.decorum.clients;

import dev.decorum.staff.Viewer;

/// A panel that another module adds to the client's page. The page links to it, and the browser
/// fetches it in its place; so a panel that fails, fails alone.
public interface ClientPanel {

  /// Panels with lower numbers stand higher.
  int order();

  /// The key of its heading in a message bundle.
  String titleKey();

  /// The address of the panel, a page of its own for browsers without JavaScript, such as
  /// `/clients/12/promises`.
  String url(long clientNo);

  /// Whether there is anything for this member to see.
  boolean openTo(Viewer viewer, Client client);
}
