package dev.decorum.hours;

/// A calendar by which nobody works for ten years: nothing can be due by it.
public final class NoWorkingTime extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoWorkingTime() {
    super("nobody works within ten years by this calendar");
  }
}
