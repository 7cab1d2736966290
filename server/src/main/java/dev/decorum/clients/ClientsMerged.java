package dev.decorum.clients;

import java.util.UUID;

/// Two records of one client became one.
///
/// Published in the transaction that merges, before it commits: who keeps rows of a client moves
/// them from `absorbed` to `survivor` in a plain listener and remembers them under `merge`, so that
/// [ClientsUnmerged] can move them back. Keys stay where they are.
public record ClientsMerged(UUID merge, ClientId survivor, ClientId absorbed) {}
