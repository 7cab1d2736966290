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

  public record Own(int no, String title, String why, ReachChoice reach) {}

  /// @param name in addresses
  /// @param rules how many it has
  /// @param changed how many of them the organisation wants otherwise
  public record Guideline(
      String name, String title, String why, String requirement, int rules, int changed) {}
}
