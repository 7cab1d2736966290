package dev.decorum.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who did it.
public record Actor(Kind kind, @Nullable UUID id) {

  public enum Kind {
    MEMBER,
    CLIENT,
    SYSTEM
  }

  public Actor {
    if ((kind == Kind.SYSTEM) != (id == null)) {
      throw new IllegalArgumentException("a member or client has an id, the system has none");
    }
  }

  public static Actor member(UUID id) {
    return new Actor(Kind.MEMBER, id);
  }

  public static Actor client(UUID id) {
    return new Actor(Kind.CLIENT, id);
  }

  public static Actor system() {
    return new Actor(Kind.SYSTEM, null);
  }
}
