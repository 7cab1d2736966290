package dev.decorum.vault;

/// The data key of a sealed value was destroyed (the client was erased): nobody can open it again.
public final class KeyDestroyed extends RuntimeException {

  private final KeyId key;

  KeyDestroyed(KeyId key) {
    super("The data key %s was destroyed.".formatted(key.id()));
    this.key = key;
  }

  public KeyId key() {
    return key;
  }
}
