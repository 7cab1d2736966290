package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A place in a list that this list never gave out.
public final class BadCursor extends Refusal {

  BadCursor() {
    super(HttpStatus.BAD_REQUEST, "cursor.bad", "inbox.refusal.bad_cursor");
  }
}
