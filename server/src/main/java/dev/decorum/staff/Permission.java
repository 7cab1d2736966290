package dev.decorum.staff;

/// One thing a role allows. `docs/permissions.md` says which page and call asks for which.
public enum Permission {
  /// See clients and conversations, as far as teams allow.
  READ_CLIENTS,
  /// Open one named client's record for a while, for a stated reason.
  LOOK_UP_CLIENTS,
  /// Answer, note, assign, rename, merge: change what one may see.
  WRITE_CLIENTS,
  /// Invite, change and disable members, manage teams.
  MANAGE_STAFF,
  /// Say whose mail is not wanted.
  BLOCK_SENDERS,
  /// Write templates: a lead those of their teams, an admin all.
  WRITE_TEMPLATES,
  /// Let a message leave once that a check keeps back, for a written reason.
  LET_PASS,
  /// Switch rules of the guidelines off and on, say how much they matter, and write the
  /// organisation's own.
  MANAGE_GUIDELINES,
  /// See how members of one's teams write and judge sampled messages, where the organisation has
  /// switched it on.
  COACH_MEMBERS,
  /// Add and change mailboxes.
  MANAGE_CHANNELS,
  /// Say by rules where new conversations go, as far as teams allow.
  ROUTE_MAIL,
  /// Read and verify the audit log.
  READ_AUDIT
}
