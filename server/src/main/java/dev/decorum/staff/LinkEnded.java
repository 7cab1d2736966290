package dev.decorum.staff;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A link was used before, is too old, or never was one. Which of these is not told.
public final class LinkEnded extends Refusal {

  private static final long serialVersionUID = 1L;

  public LinkEnded() {
    super(HttpStatus.NOT_FOUND, "link.ended", "staff.link.ended");
  }
}
