package dev.decorum.inbox;

/// How many conversations wait in each queue, up to `CAP`; a count of `CAP` means that many or
/// more.
public record Counts(int mine, int unassigned, int team, int all, int snoozed) {

  public static final int CAP = 100;
}
