package dev.decorum.web;

import java.util.stream.Stream;

/// Pages of a module that are reached by their names. Each module may have one.
public interface PageDirectory {

  /// Those that the person may open.
  Stream<PageLink> openTo(SignedIn person);
}
