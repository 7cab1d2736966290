package dev.decorum.staff;

/// A group of members that answers together.
///
/// @param no the number people see, in addresses of pages too
public record Team(TeamId id, int no, String name) {}
