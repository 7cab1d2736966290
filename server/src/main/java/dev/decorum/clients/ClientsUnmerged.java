package dev.decorum.clients;

import java.util.UUID;

/// A merge was undone: what it moved goes back from `survivor` to `restored`.
///
/// Published in the transaction that undoes, like [ClientsMerged]. `survivor` is the record that
/// stands for both now; after a chain of merges it may be another than the one that absorbed.
public record ClientsUnmerged(UUID merge, ClientId survivor, ClientId restored) {}
