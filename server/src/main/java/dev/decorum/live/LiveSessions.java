package dev.decorum.live;

import java.util.UUID;

/// Knows which sessions still hold. Asked every two seconds for each open stream.
public interface LiveSessions {

  boolean valid(UUID session);
}
