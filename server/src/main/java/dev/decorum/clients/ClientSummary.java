package dev.decorum.clients;

/// What lists and references show of a client.
public record ClientSummary(ClientId id, long no, String name, ClientKind kind) {}
