package dev.decorum.channels;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a mailbox answers by itself.
///
/// @param acknowledge whether whoever begins a conversation is told that it has come
/// @param text what they are told, with fields such as `{name}`
/// @param away whether whoever writes while the office is closed is told so
/// @param awayText what they are told
/// @param responseHours in how many office hours somebody answers; 0: not agreed
/// @param language in which days and times are written, such as `de`
/// @param calendar whose hours are the office hours; null: always open
public record AutomaticAnswer(
    boolean acknowledge,
    String text,
    boolean away,
    String awayText,
    int responseHours,
    String language,
    @Nullable UUID calendar) {

  /// Nothing is answered.
  public static final AutomaticAnswer NOTHING =
      new AutomaticAnswer(false, "", false, "", 0, "en", null);

  public boolean on() {
    return acknowledge || away;
  }
}
