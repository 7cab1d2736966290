package dev.decorum.channels.web;

import dev.decorum.channels.Quarantine.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mails that wait for a person.
///
/// @param blocked whether these are the mails of blocked senders
/// @param next address of the next page
/// @param first address of the first page, on the others
public record HeldMailPage(
    boolean blocked, List<Waiting> mails, @Nullable String next, @Nullable String first) {

  public HeldMailPage {
    mails = List.copyOf(mails);
  }
}
