package dev.decorum.clients;

import java.util.UUID;

/// The identity of a client inside the house. Pages and the API show the client's number instead.
public record ClientId(UUID id) {}
