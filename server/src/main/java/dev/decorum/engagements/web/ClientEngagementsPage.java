package dev.decorum.engagements.web;

import dev.decorum.clients.ClientSummary;
import java.util.List;

/// The services of a client.
public record ClientEngagementsPage(
    ClientSummary client, List<EngagementLine> lines, boolean writes) {

  public ClientEngagementsPage {
    lines = List.copyOf(lines);
  }
}
