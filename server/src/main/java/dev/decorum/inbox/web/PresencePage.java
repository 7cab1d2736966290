package dev.decorum.inbox.web;

import java.util.List;
import java.util.UUID;

/// Who is at some conversations.
public record PresencePage(List<Line> lines) {

  public PresencePage {
    lines = List.copyOf(lines);
  }

  /// @param no of the conversation
  /// @param people at least one; those who write come first
  public record Line(long no, List<Person> people) {

    public Line {
      people = List.copyOf(people);
    }
  }

  public record Person(UUID id, String name, boolean writing) {}
}
