package dev.decorum.vault;

/// What a data key seals, which decides when it may be destroyed.
public enum KeyPurpose {
  /// All that one client says or is; destroyed when the client is erased.
  CLIENT,
  /// Mail that has no client yet; replaced daily and destroyed when nothing needs it.
  INTAKE,
  /// What belongs to the installation: members, mailboxes, settings. One, never destroyed.
  SYSTEM
}
