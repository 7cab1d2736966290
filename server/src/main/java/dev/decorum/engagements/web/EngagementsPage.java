package dev.decorum.engagements.web;

import java.util.List;

/// Services under way, and those that are over.
public record EngagementsPage(boolean mine, List<EngagementLine> lines) {

  public EngagementsPage {
    lines = List.copyOf(lines);
  }
}
