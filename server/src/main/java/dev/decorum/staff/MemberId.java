package dev.decorum.staff;

import java.util.UUID;

/// Names a member for good; people see the number.
public record MemberId(UUID id) implements Comparable<MemberId> {

  @Override
  public int compareTo(MemberId other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
