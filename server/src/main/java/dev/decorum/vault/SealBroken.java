package dev.decorum.vault;

/// A sealed value was altered, moved to another place or row, or sealed with a key that is not
/// there. The message holds the place only, never a part of the value.
public final class SealBroken extends RuntimeException {

  SealBroken(String message) {
    super(message);
  }
}
