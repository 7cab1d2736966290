package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// Too much is being searched for at once, or it took too long.
public final class SearchBusy extends Refusal {

  SearchBusy() {
    super(HttpStatus.SERVICE_UNAVAILABLE, "search.busy", "inbox.refusal.search_busy");
  }
}
