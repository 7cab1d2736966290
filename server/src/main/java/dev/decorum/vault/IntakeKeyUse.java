package dev.decorum.vault;

/// Implemented by each module that keeps values sealed with an intake key. An intake key of an
/// earlier day is destroyed once no module says that it still uses it.
public interface IntakeKeyUse {

  boolean uses(KeyId key);
}
