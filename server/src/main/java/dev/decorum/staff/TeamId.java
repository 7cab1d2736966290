package dev.decorum.staff;

import java.util.UUID;

/// Names a team for good; people see the number.
public record TeamId(UUID id) implements Comparable<TeamId> {

  @Override
  public int compareTo(TeamId other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
