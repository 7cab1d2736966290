package dev.decorum.coach;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// Somebody else changed a pack meanwhile. Nothing was kept, and what they wrote is here.
public final class PackChanged extends Refusal {

  private static final long serialVersionUID = 1L;

  private final transient OwnPack theirs;

  PackChanged(OwnPack theirs) {
    super(HttpStatus.CONFLICT, "guideline.changed", "coach.pack.changed");
    this.theirs = theirs;
  }

  public OwnPack theirs() {
    return theirs;
  }
}
