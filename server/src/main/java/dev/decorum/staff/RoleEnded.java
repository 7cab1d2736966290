package dev.decorum.staff;

/// A member lost the role they had: it was changed, or they were disabled.
///
/// Published in the transaction that ends it, before it commits: whoever has granted something on
/// the strength of the role takes it back in a plain listener, so that it does not come back with
/// the role.
public record RoleEnded(MemberId member) {}
