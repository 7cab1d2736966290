package dev.decorum.inbox;

/// Too much is being searched for at once, or it took too long.
public final class SearchBusy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SearchBusy() {
    super("The search is busy");
  }
}
