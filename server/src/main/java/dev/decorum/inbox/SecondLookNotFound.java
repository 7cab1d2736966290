package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// Nobody has asked this member for a second look, or not any more.
public final class SecondLookNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public SecondLookNotFound() {
    super(HttpStatus.NOT_FOUND, "second_look.not_found", "inbox.refusal.second_look_not_found");
  }
}
