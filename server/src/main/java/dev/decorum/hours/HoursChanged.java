package dev.decorum.hours;

/// A calendar is new, gone, the standard one or not as it was. Published in the transaction that
/// changes it, before it commits.
public record HoursChanged() {}
