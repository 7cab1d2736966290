package dev.decorum.coach.web;

import java.util.List;

/// How we write here: all guidelines.
public record GuidelinesPage(List<Guideline> guidelines) {

  public GuidelinesPage {
    guidelines = List.copyOf(guidelines);
  }

  /// @param name in addresses
  /// @param rules how many it has
  /// @param changed how many of them the organisation wants otherwise
  public record Guideline(
      String name, String title, String why, String requirement, int rules, int changed) {}
}
