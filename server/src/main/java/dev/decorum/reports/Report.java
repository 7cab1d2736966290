package dev.decorum.reports;

import java.util.List;

/// Figures of one subject in one period.
///
/// @param whole of all of it
/// @param groups the same told apart
public record Report(Figure whole, List<Group> groups) {

  public Report {
    groups = List.copyOf(groups);
  }
}
