package dev.decorum.inbox.web;

import java.util.List;

/// Whom a message goes to, one by one.
///
/// @param strangers addresses that were never used with this client
public record People(List<Line> lines, List<String> strangers) {

  public static final People NOBODY = new People(List.of(), List.of());

  public People {
    lines = List.copyOf(lines);
    strangers = List.copyOf(strangers);
  }

  /// @param field `to`, `cc` or `bcc`
  public record Line(String field, List<Person> people) {

    public Line {
      people = List.copyOf(people);
    }
  }

  /// @param typed as it is written in the field
  /// @param label the name, else the address
  /// @param known false for an address never used with this client, or that is none
  public record Person(String typed, String label, boolean known) {}
}
