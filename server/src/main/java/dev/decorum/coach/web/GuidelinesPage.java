package dev.decorum.coach.web;

import java.util.List;

/// How we write here: all guidelines.
///
/// @param own the organisation's own
public record GuidelinesPage(List<Own> own, List<Guideline> guidelines) {

  public GuidelinesPage {
    own = List.copyOf(own);
    guidelines = List.copyOf(guidelines);
  }

  /// @param unread whether the viewer has still to read it as it holds now
  public record Own(int no, String title, String why, ReachChoice reach, boolean unread) {}

  /// @param name in addresses
  /// @param rules how many it has
  /// @param changed how many of them the organisation wants otherwise
  public record Guideline(
      String name, String title, String why, String requirement, int rules, int changed) {}
}
