package dev.decorum.promises;

import dev.decorum.clients.ClientId;
import java.time.Instant;

/// Something a member has to keep, as a list of many kinds of work names it.
///
/// @param at until when it is in time: of a promise by a day its last second
/// @param overdue whether the client counted on it by now
public record PromiseDue(long no, ClientId client, String words, Instant at, boolean overdue) {}
